import * as z from 'zod';

export const linkParams = z.strictObject({
  token: z.string().regex(/^[\w-]{43}$/, 'not a link of ours'),
});

export const aboutLink = z
  .strictObject({
    fileName: z.string().meta({ description: 'The name it is saved by', example: 'holiday.mp4' }),
    expiresAt: z.iso.datetime().meta({ description: 'When the link ends by itself' }),
  })
  .meta({ id: 'AboutLink' });

export const linkQuery = z.strictObject({
  inline: z.enum(['true', 'false']).default('false').meta({ description: 'Show in place instead of saving' }),
});
