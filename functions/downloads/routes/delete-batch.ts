import { findJob } from '#shared/find-job.ts';
import { type GiveUpPorts, giveUpJob } from '#shared/give-up-job.ts';
import { jobView, viewJob } from '#shared/job.ts';
import { jobParams } from '#shared/job-queries.ts';
import { ok, route } from '#shared/route.ts';

export const deleteBatch = route({
  method: 'DELETE',
  path: '/api/v1/batch/{id}',
  summary: 'Cancel a batch, or remove its files',
  description:
    'Cancels what is left of it: no further item begins, and those at work are canceled within seconds. What came ' +
    'through stays. Of a batch that is over, the files of all items are removed.',
  allows: 'write',
  params: jobParams,
  replies: { 200: jobView },
  handle: async ({ params, caller, now }, ports: GiveUpPorts) => {
    const found = () => findJob(params.id, caller, ports, { by: 'delete', kind: 'batch' });
    return ok(viewJob((await giveUpJob(await found(), now, ports)) ?? (await found())));
  },
});
