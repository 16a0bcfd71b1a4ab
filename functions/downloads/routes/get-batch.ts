import * as z from 'zod';
import { openCursor } from '#shared/cursor.ts';
import { findJob } from '#shared/find-job.ts';
import { jobParams } from '#shared/job-queries.ts';
import type { Batches } from '#shared/ports/batches.ts';
import type { JobTable } from '#shared/ports/jobs.ts';
import { ok, route } from '#shared/route.ts';
import { batchQuery, batchView } from '../batch-schema.ts';
import { viewBatch } from '../view-batch.ts';

export const getBatch = route({
  method: 'GET',
  path: '/api/v1/batch/{id}',
  summary: 'Show a batch',
  description:
    'How many of its items are in which state, and a page of them with their jobs. It succeeds when all items are over ' +
    'and at least one came through; what became of each, the counts and its own job say. With `state`, up to 1,000 items ' +
    'are looked through for one page, which may have fewer than asked for though there are more.',
  allows: 'read',
  counts: 'reads',
  params: jobParams,
  query: batchQuery,
  replies: { 200: batchView },
  handle: async (
    { params: { id }, query: { cursor, limit, state }, caller },
    ports: { readonly jobs: Pick<JobTable, 'get'>; readonly batches: Batches },
  ) => {
    const job = await findJob(id, caller, ports, { kind: 'batch' });
    const from = cursor === undefined ? 1 : openCursor(cursor, { batch: id }, z.int().positive());
    return ok(await viewBatch(job, { from, limit, states: state }, ports));
  },
});
