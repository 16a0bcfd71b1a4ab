import type { Posted } from '#shared/ports/webhooks.ts';

/** `gone`: its receiver wants nothing more. `never`: another try would end the same. */
export type Verdict = 'delivered' | 'again' | 'gone' | 'never';

/** What an answer means, by the rules of Standard Webhooks: 2xx is received, 410 ends it, a redirect is no answer. */
export const judgeAnswer = (posted: Posted): Verdict => {
  if ('refused' in posted) return 'never';
  if ('failed' in posted) return 'again';
  if (posted.status >= 200 && posted.status < 300) return 'delivered';
  return posted.status === 410 ? 'gone' : 'again';
};
