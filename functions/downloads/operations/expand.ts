import * as z from 'zod';
import { operation } from '#shared/operation.ts';
import { chosenOfList } from '../batch-schema.ts';
import { downloadJob } from '../schema.ts';

/** Reads what a playlist or a channel lists, looks into none of it, and chooses. */
export const expand = operation({
  name: 'downloads.expand',
  input: z.strictObject({
    from: chosenOfList,
    /** Of every item alike; here those count that say how a site is reached. */
    wishes: downloadJob.shape.wishes.strip(),
  }),
  output: z.strictObject({
    /** Where the addresses lie, as one document of JSON: there may be thousands. */
    listing: z.string(),
    title: z.string().nullable(),
  }),
  needs: { cpu: 1, memoryMiB: 1024, diskGiB: 1, minutes: 14, tools: ['yt-dlp'] },
});
