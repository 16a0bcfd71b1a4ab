import * as z from 'zod';

export const linkParams = z.strictObject({
  token: z.string().regex(/^[\w-]{43}$/, 'not a link of ours'),
});

export const linkQuery = z.strictObject({
  inline: z.enum(['true', 'false']).default('false').meta({ description: 'Show in place instead of saving' }),
});
