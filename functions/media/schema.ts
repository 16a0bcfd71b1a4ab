import * as z from 'zod';
import { retentionSeconds } from '#shared/job.ts';
import { webhookField } from '#shared/webhook-field.ts';
import { presetNames } from './presets.ts';
import { refuseWish } from './refuse-wish.ts';
import { containers, type Rendition, rendition } from './rendition.ts';

const source = z
  .union(
    [
      z.strictObject({ upload: z.uuid().meta({ description: 'A completed upload.' }) }),
      z.strictObject({
        key: z
          .string()
          .regex(/^raw\//, 'a key under raw/')
          .max(1024)
          .meta({ description: 'An object under raw/.' }),
      }),
      z.strictObject({ job: z.uuid(), artifact: z.string().min(1).max(255).meta({ description: 'Its name.' }) }),
    ],
    { error: 'expected {"upload": ID}, {"key": "raw/…"} or {"job": ID, "artifact": NAME}' },
  )
  .meta({ description: 'Where the media is: an upload, an object of one’s own, or a file that an earlier job made.' });

const grantable = (wish: Rendition, context: z.RefinementCtx): void => {
  const refused = refuseWish(wish);
  if (refused) context.addIssue({ code: 'custom', path: [refused.field], message: refused.message });
};

/** What nothing at all stands for. */
export { defaultPreset } from './presets.ts';

/** What to make: at most one of the three; nothing at all means the default preset. */
export const whatToMake = z.strictObject({
  preset: z
    .enum(presetNames, {
      error: ({ input }) => `there is no preset ${JSON.stringify(input)}; there are ${presetNames.join(', ')}`,
    })
    .optional()
    .meta({ description: 'A ready-made rendition.', example: 'h264-1080p' }),
  container: z.enum(containers).optional().meta({
    description: 'Only the kind of file matters: its usual codecs, at the size of the source.',
    example: 'webm',
  }),
  rendition: rendition.superRefine(grantable).optional().meta({ description: 'Every detail by hand.' }),
});
export type WhatToMake = z.infer<typeof whatToMake>;

const oneOfThree = ({ preset, container, rendition: own }: WhatToMake): boolean =>
  [preset, container, own].filter((value) => value !== undefined).length <= 1;
const onlyOne = { path: ['preset'], error: 'give only one of preset, container and rendition' };

/** `inspect` takes this; routes take it with a source and what to do afterwards. */
export const makeRequest = whatToMake.refine(oneOfThree, onlyOne);

const wishes = {
  ...whatToMake.shape,
  name: z.string().min(1).max(200).optional().meta({
    description: 'What the result is called, without ending.',
    example: 'Holiday in Rome',
  }),
  email: z.email().optional().meta({ description: 'Who is told of the end. Default: the owner.' }),
  webhook: webhookField,
  retentionSeconds: retentionSeconds.nullable().optional().meta({
    description: 'How long the result is kept; null keeps it until it is deleted.',
    example: 604_800,
  }),
  reuse: z.boolean().optional().meta({
    description: 'False makes it anew, though one’s own earlier job made the same.',
  }),
};

/** What an upload may ask for once its bytes are there. */
export const transcodeWishes = z.strictObject(wishes).refine(oneOfThree, onlyOne);
export type TranscodeWishes = z.infer<typeof transcodeWishes>;

export const transcodeRequest = z.strictObject({ source, ...wishes }).refine(oneOfThree, onlyOne);
export type TranscodeRequest = z.infer<typeof transcodeRequest>;

/** What the record of a transcode keeps, and its workflow reads. */
export const transcodeJob = z.strictObject({
  /** Key of the source in the media bucket. */
  source: z.string(),
  /** What the results are called, without ending. */
  name: z.string(),
  make: makeRequest,
  reuse: z.literal(false).optional(),
});

const presetView = z
  .strictObject({
    name: z.string().meta({ example: 'h264-1080p' }),
    description: z.string().meta({ example: 'plays everywhere, full HD' }),
    kind: z.enum(['video', 'audio', 'image', 'ladder']),
    container: z.string().meta({ example: 'mp4' }),
  })
  .meta({ id: 'Preset' });
export type PresetView = z.infer<typeof presetView>;

export const presetList = z.strictObject({ presets: z.array(presetView) });
