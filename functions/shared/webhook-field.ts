import * as z from 'zod';

/** That it is missing, or too long, is said in the words that say it of any field. */
const notHttp = ({ code }: z.core.$ZodRawIssue): string | undefined =>
  code === 'invalid_format' ? 'an address that begins with http:// or https://' : undefined;

export const httpUrl = z.url({ protocol: /^https?$/, error: notHttp }).max(4096);

/** What every verb that starts a job takes. */
export const webhookField = z.union([z.uuid(), httpUrl]).optional().meta({
  description:
    'Who is called at the end: a webhook endpoint by its id, or an address, for which your default secret signs.',
  example: 'https://example.com/hooks/done',
});
