import { type WebhookEndpoint, webhookTypes } from '#shared/ports/webhooks.ts';

/** What an owner's default is called where its owner is known. */
export const defaultName = 'default';

const beginning = 'default-';

/** What stands behind the addresses that an owner's requests name: a secret and a log, and no address of its own. */
export const defaultId = (owner: string): string => `${beginning}${owner}`;

export const isDefault = (id: string): boolean => id.startsWith(beginning);

export const defaultEndpoint = (owner: string, now: Date): WebhookEndpoint => ({
  id: defaultId(owner),
  owner,
  types: webhookTypes,
  jobs: 'named',
  enabled: true,
  createdAt: now.toISOString(),
});
