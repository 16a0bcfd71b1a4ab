import * as z from 'zod';
import { artifact } from '#shared/artifact.ts';
import { operation } from '#shared/operation.ts';
import { lookJob } from '../look-schema.ts';

/** Asks a site what is at an address, for those who want to know nothing else; its answer is one file of JSON. */
export const browse = operation({
  name: 'downloads.browse',
  input: z.strictObject({ request: lookJob }),
  output: z.strictObject({ artifacts: z.array(artifact), notes: z.array(z.string()) }),
  needs: { cpu: 1, memoryMiB: 1024, diskGiB: 1, minutes: 12, tools: ['yt-dlp'] },
});
