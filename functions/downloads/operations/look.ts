import * as z from 'zod';
import { operation } from '#shared/operation.ts';
import { nameOfTitle } from '../name-of-title.ts';
import { downloadJob } from '../schema.ts';

/** Asks a site what is at an address, and fetches nothing. */
export const look = operation({
  name: 'downloads.look',
  input: z.strictObject({
    request: downloadJob,
    /** When the job began: how long a stream is waited for counts from then. */
    askedAt: z.iso.datetime(),
  }),
  output: z.strictObject({
    /** Where what yt-dlp answered lies, for the fetch. */
    info: z.string(),
    title: z.string().nullable(),
    /** Which of yt-dlp's extractors read it. */
    site: z.string(),
    /** What it is known by there. */
    item: z.string(),
    seconds: z.number().nullable(),
    live: z.enum(['no', 'upcoming', 'live', 'ended']),
    /** Until the stream begins and the site is to be asked again, by this very step; 0 goes on at once. */
    waitSeconds: z.int().nonnegative(),
    /** The formats that were chosen; sizes are often an estimate, or unknown. */
    expected: z.array(z.strictObject({ formatId: z.string(), bytes: z.number().nullable() })),
    /** Whether the site answered only with the cookies of the request. */
    withCookies: z.boolean(),
    estimate: z.strictObject({ minutes: z.number(), scratchBytes: z.number() }),
    ytDlp: z.string(),
  }),
  isForNow: ({ waitSeconds }) => waitSeconds > 0,
  tells: ({ request }, { title, ytDlp }) => {
    const name = request.name === undefined ? nameOfTitle(title) : undefined;
    return { ytDlp, ...(name && { name }) };
  },
  needs: { cpu: 1, memoryMiB: 1024, diskGiB: 1, minutes: 5, tools: ['yt-dlp'] },
});
