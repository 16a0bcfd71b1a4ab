import * as z from 'zod';
import { operation } from '#shared/operation.ts';
import { estimateSchema } from '../estimate.ts';
import { sourceFacts } from '../facts.ts';
import { plan } from '../plan.ts';
import { makeRequest } from '../schema.ts';

/** Finds out what a source is, and plans what was asked for; reads a few hundred kB of it. */
export const inspect = operation({
  name: 'media.inspect',
  input: z.strictObject({ source: z.string(), request: makeRequest, name: z.string().optional() }),
  output: z.strictObject({
    /** Of the very object that was looked at. */
    etag: z.string(),
    facts: sourceFacts,
    plan,
    estimate: estimateSchema,
  }),
  needs: { cpu: 1, memoryMiB: 2048, diskGiB: 1, minutes: 5, tools: ['ffprobe'] },
});
