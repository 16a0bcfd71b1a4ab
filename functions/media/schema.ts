import * as z from 'zod';
import { presetNames } from './presets.ts';
import { refuseWish } from './refuse-wish.ts';
import { containers, type Rendition, rendition } from './rendition.ts';
import { jobFields, source, verbJob } from './verb.ts';

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

const wishes = { ...whatToMake.shape, ...jobFields };

/** What an upload may ask for once its bytes are there. */
export const transcodeWishes = z.strictObject(wishes).refine(oneOfThree, onlyOne);
export type TranscodeWishes = z.infer<typeof transcodeWishes>;

export const transcodeRequest = z.strictObject({ source, ...wishes }).refine(oneOfThree, onlyOne);
export type TranscodeRequest = z.infer<typeof transcodeRequest>;

export const transcodeJob = verbJob(makeRequest);

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
