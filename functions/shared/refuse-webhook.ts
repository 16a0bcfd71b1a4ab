import { EngineError } from './errors.ts';
import { type GuardRules, judgeUrl } from './guard/judge-url.ts';
import type { WebhookOwners } from './ports/webhooks.ts';

export type WebhookPorts = { readonly webhooks: WebhookOwners; readonly guardRules: GuardRules };

type Asked = {
  readonly webhook: string | undefined;
  readonly owner: string;
  /** Where in the request it stands. */
  readonly field: string;
};

/** A webhook field holds an address or an id. */
export const isAddress = (webhook: string): boolean => /^https?:/i.test(webhook);

/**
 * Refuses what could not be called when the work is done: an address that the guard forbids, and an endpoint that is
 * not the owner's.
 * @throws `source.forbidden` or `request.invalid` that names the field
 */
export const refuseWebhook = async ({ webhook, owner, field }: Asked, ports: WebhookPorts): Promise<void> => {
  if (webhook === undefined) return;
  if (isAddress(webhook)) return void judgeUrl(webhook, { ...ports.guardRules, field });
  if ((await ports.webhooks.ownerOf(webhook)) === owner) return;
  throw new EngineError('request.invalid', `${field}: you have no webhook endpoint ${webhook}`, { field });
};
