import { Webhook } from 'standardwebhooks';

type Message = { readonly id: string; readonly body: string; readonly now: Date };

/** The headers of Standard Webhooks 1.0.0, with a signature by each secret that is still valid. */
export const signed = ({ id, body, now }: Message, secrets: readonly string[]): Record<string, string> => ({
  'content-type': 'application/json',
  'user-agent': 'Reelmill-Webhooks/1',
  'webhook-id': id,
  'webhook-timestamp': String(Math.floor(now.getTime() / 1000)),
  'webhook-signature': secrets.map((secret) => new Webhook(secret).sign(id, now, body)).join(' '),
});
