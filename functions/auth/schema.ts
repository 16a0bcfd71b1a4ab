import * as z from 'zod';
import { whatToMake } from '#media/schema.ts';
import { permissions } from '#shared/caller.ts';

const defaultPreset = whatToMake.shape.preset.unwrap().nullable().meta({
  description: 'What a file put under raw/ is made into when it does not say; null for the usual one.',
  example: 'h264-1080p',
});

export const profileRequest = z.strictObject({ defaultPreset });

export const me = z
  .strictObject({
    owner: z.string().meta({ description: 'The id under which what you make is kept' }),
    name: z.string().meta({ example: 'Ann' }),
    email: z
      .string()
      .optional()
      .meta({ description: 'Where mail goes; absent until verified', example: 'ann@example.org' }),
    permissions: z.array(z.enum(permissions)),
    defaultPreset: z.string().nullable(),
  })
  .meta({ id: 'Me', description: 'Who is signed in, what they may do and what they have set' });
export type Me = z.infer<typeof me>;
