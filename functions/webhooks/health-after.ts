import type { WebhookChange, WebhookEndpoint } from '#shared/ports/webhooks.ts';
import { isDefault } from './default-endpoint.ts';
import type { Verdict } from './judge-answer.ts';

/** Nothing got through for so long: whoever listens there does not any more. */
const patienceMilliseconds = 5 * 24 * 3600 * 1000;

const off = (now: Date, why: string): WebhookChange => ({
  enabled: false,
  turnedOff: { at: now.toISOString(), why },
});

/**
 * What a try says of its endpoint; null for nothing new. The default stands for many addresses, of which one tells
 * nothing about the others.
 */
export const healthAfter = (
  { id, failingSince }: Pick<WebhookEndpoint, 'id' | 'failingSince'>,
  verdict: Verdict,
  now: Date,
): WebhookChange | null => {
  if (isDefault(id)) return null;
  if (verdict === 'delivered') return failingSince === undefined ? null : { failingSince: undefined };
  if (verdict === 'gone') return off(now, 'it answered 410: it wants nothing more');
  if (failingSince === undefined) return { failingSince: now.toISOString() };
  const lasts = now.getTime() - Date.parse(failingSince) >= patienceMilliseconds;
  return lasts ? off(now, 'nothing got through for five days') : null;
};
