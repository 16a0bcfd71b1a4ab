import type { Caller } from '#shared/caller.ts';
import { type AddressPorts, refuseAddress } from '#shared/refuse-address.ts';
import { refuseWebhook, type WebhookPorts } from '#shared/refuse-webhook.ts';
import { type CookiePorts, mustHaveCookies } from './must-have-cookies.ts';
import { refuseProxy } from './refuse-proxy.ts';
import type { DownloadWishes } from './schema.ts';

export type WishPorts = AddressPorts &
  CookiePorts &
  WebhookPorts & {
    /** The names of its proxies. */
    readonly proxies: readonly string[];
  };

type Asking = { readonly caller: Caller; readonly now: Date };

/** Refuses what this installation or this owner does not have, before anything is begun. */
export const checkWishes = async (
  { proxy, cookies, email, webhook }: DownloadWishes,
  { caller: { owner }, now }: Asking,
  ports: WishPorts,
): Promise<void> => {
  refuseProxy(proxy, ports.proxies);
  await mustHaveCookies({ cookies, owner, now }, ports);
  await refuseAddress({ email, owner, field: 'email' }, ports);
  await refuseWebhook({ webhook, owner, field: 'webhook' }, ports);
};
