import * as z from 'zod';
import { artifact } from '#shared/artifact.ts';
import { operation } from '#shared/operation.ts';
import { downloadJob } from '../schema.ts';
import { look } from './look.ts';

/** Fetches what the look chose; goes on from what an earlier try of the same job left. */
export const fetch = operation({
  name: 'downloads.fetch',
  input: z.strictObject({
    request: downloadJob,
    looked: look.output.pick({ info: true, expected: true, withCookies: true, live: true }),
  }),
  output: z.strictObject({
    /** The media file first, unless `then` makes another of it: that lies where `source` says. */
    artifacts: z.array(artifact),
    notes: z.array(z.string()),
    /** The main media file, for the step after this one. */
    source: z.strictObject({ key: z.string(), name: z.string() }),
    /** That came over the network in this run. */
    fetchedBytes: z.int().nonnegative(),
  }),
  needs: { cpu: 2, memoryMiB: 4096, diskGiB: 200, minutes: 720, tools: ['yt-dlp', 'ffmpeg', 'ffprobe'] },
});
