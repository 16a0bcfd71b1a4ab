import * as z from 'zod';

export const httpUrl = z
  .url({ protocol: /^https?$/, error: 'an address that begins with http:// or https://' })
  .max(4096);

/** What every verb that starts a job takes. */
export const webhookField = z.union([z.uuid(), httpUrl]).optional().meta({
  description:
    'Who is called at the end: a webhook endpoint by its id, or an address, for which your default secret signs.',
  example: 'https://example.com/hooks/done',
});
