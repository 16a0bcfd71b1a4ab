import * as z from 'zod';
import { artifact } from '#shared/artifact.ts';
import { operation } from '#shared/operation.ts';
import { plan } from '../plan.ts';

/** Does what `media.inspect` planned; the main artifact comes first, then the poster. */
export const transcode = operation({
  name: 'media.transcode',
  input: z.strictObject({ source: z.string(), plan }),
  output: z.strictObject({
    artifacts: z.array(artifact),
    notes: z.array(z.string()),
    encodeSeconds: z.number(),
    /** How much media was made; null where that is not known. */
    mediaSeconds: z.number().nullable(),
  }),
  needs: { cpu: 4, memoryMiB: 8192, diskGiB: 40, minutes: 90, tools: ['ffmpeg', 'ffprobe'] },
});
