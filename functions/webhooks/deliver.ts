import { EngineError } from '#shared/errors.ts';
import { type NotePorts, note } from '#shared/note.ts';
import type {
  DueTry,
  Post,
  Posted,
  WebhookAttempt,
  WebhookDeliveries,
  WebhookDelivery,
  WebhookEndpoint,
  WebhookEndpoints,
  WebhookQueue,
} from '#shared/ports/webhooks.ts';
import { healthAfter } from './health-after.ts';
import { judgeAnswer, type Verdict } from './judge-answer.ts';
import { retryPause } from './retry-pause.ts';
import { signed } from './sign.ts';

export type DeliverPorts = NotePorts & {
  readonly endpoints: Pick<WebhookEndpoints, 'get' | 'change' | 'secrets'>;
  readonly deliveries: Pick<WebhookDeliveries, 'get' | 'change'>;
  readonly queue: WebhookQueue;
  readonly post: Post;
  readonly clock: () => Date;
  readonly random: () => number;
};

/** `stale`: somebody else is at it, or it is over. `waits`: its time has not come. */
export type Delivered = WebhookDelivery['state'] | 'stale' | 'waits';

/** The log of one delivery stays small however often it is begun anew. */
const keptAttempts = 20;

const secondsUntil = (instant: string | undefined, now: Date): number =>
  instant === undefined ? 0 : Math.ceil((Date.parse(instant) - now.getTime()) / 1000);

const attemptOf = (posted: Posted, begun: Date, ended: Date): WebhookAttempt => ({
  at: begun.toISOString(),
  milliseconds: ended.getTime() - begun.getTime(),
  ...('status' in posted && { status: posted.status, response: posted.response }),
  ...('refused' in posted && { error: `the address is forbidden: ${posted.refused}` }),
  ...('failed' in posted && { error: posted.failed }),
});

const whyEnded: Record<Exclude<Verdict, 'delivered'>, string> = {
  again: 'every try failed',
  gone: 'its receiver answered 410, so that the endpoint was turned off',
  never: 'its address is forbidden',
};

const giveUp = async (delivery: WebhookDelivery, why: string, ports: DeliverPorts): Promise<Delivered> => {
  if (!(await ports.deliveries.change(delivery, { state: 'failed', nextAt: undefined, why }))) return 'stale';
  await tellJob(delivery, why, ports);
  return 'failed';
};

/** The host alone: the rest of an address may be a secret. */
const tellJob = async ({ job, url }: WebhookDelivery, why: string, ports: DeliverPorts): Promise<void> => {
  if (job !== undefined)
    await note(
      { job, step: 'webhook' },
      `the webhook to ${new URL(url).host} was given up: ${why}`,
      ports.clock(),
      ports,
    );
};

type Tried = {
  readonly delivery: WebhookDelivery;
  readonly endpoint: WebhookEndpoint;
  readonly attempt: WebhookAttempt;
  readonly verdict: Verdict;
};

/**
 * The next try is asked for before this one is written down: whoever dies in between sends once more, which a receiver
 * knows by `webhook-id`, and loses nothing.
 */
const settle = async ({ delivery, endpoint, attempt, verdict }: Tried, ports: DeliverPorts): Promise<Delivered> => {
  const now = ports.clock();
  const tried = delivery.tried + 1;
  const pause = verdict === 'again' ? retryPause(tried - delivery.triedBefore, ports.random()) : null;
  if (pause !== null) await ports.queue.send({ endpoint: delivery.endpoint, delivery: delivery.id, tried }, pause);
  const state = verdict === 'delivered' ? 'delivered' : pause === null ? 'failed' : 'pending';
  const changed = await ports.deliveries.change(delivery, {
    ...{ state, tried },
    attempts: [...delivery.attempts, attempt].slice(-keptAttempts),
    nextAt: pause === null ? undefined : new Date(now.getTime() + pause * 1000).toISOString(),
    why: state === 'failed' && verdict !== 'delivered' ? whyEnded[verdict] : undefined,
  });
  if (!changed) return 'stale';
  const health = healthAfter(endpoint, verdict, now);
  if (health) await ports.endpoints.change(endpoint.id, health);
  if (changed.why !== undefined) await tellJob(changed, changed.why, ports);
  return state;
};

/** One try of one delivery, if it is due and nobody else has made it. */
export const deliver = async (due: DueTry, ports: DeliverPorts): Promise<Delivered> => {
  const delivery = await ports.deliveries.get(due.endpoint, due.delivery);
  if (delivery?.state !== 'pending' || delivery.tried > due.tried) return 'stale';
  if (delivery.tried < due.tried)
    throw new EngineError('service.unavailable', 'the try before is not written down yet');
  const begun = ports.clock();
  const early = secondsUntil(delivery.nextAt, begun);
  if (early > 0) {
    await ports.queue.send(due, early);
    return 'waits';
  }
  const endpoint = await ports.endpoints.get(due.endpoint);
  if (!endpoint) return giveUp(delivery, 'the endpoint was removed', ports);
  if (!endpoint.enabled) return giveUp(delivery, 'the endpoint is turned off', ports);
  const url = endpoint.url ?? delivery.url;
  const secrets = await ports.endpoints.secrets(endpoint.id, begun);
  const headers = signed({ id: delivery.id, body: delivery.body, now: begun }, secrets);
  const posted = await ports.post(new URL(url), { headers, body: delivery.body });
  const attempt = attemptOf(posted, begun, ports.clock());
  return settle({ delivery: { ...delivery, url }, endpoint, attempt, verdict: judgeAnswer(posted) }, ports);
};
