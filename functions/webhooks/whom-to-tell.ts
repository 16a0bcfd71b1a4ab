import type { Job } from '#shared/job.ts';
import type { WebhookEndpoint, webhookTypes } from '#shared/ports/webhooks.ts';
import { isAddress } from '#shared/refuse-webhook.ts';
import { defaultId } from './default-endpoint.ts';

type Told = { readonly endpoint: string; readonly url: string };
type Type = (typeof webhookTypes)[number];

/** Which endpoints are told of an end, each once: those of all jobs, the one that the job names, its own address. */
export const whomToTell = (
  { owner, webhook }: Pick<Job, 'owner' | 'webhook'>,
  type: Type,
  endpoints: readonly WebhookEndpoint[],
): Told[] => {
  const wanted = endpoints.filter(
    ({ id, jobs, enabled, types }) => enabled && types.includes(type) && (jobs === 'all' || id === webhook),
  );
  const told = wanted.map(({ id, url = '' }) => ({ endpoint: id, url }));
  return webhook !== undefined && isAddress(webhook) ? [...told, { endpoint: defaultId(owner), url: webhook }] : told;
};
