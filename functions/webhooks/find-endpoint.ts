import { type Caller, mayReach } from '#shared/caller.ts';
import { EngineError } from '#shared/errors.ts';
import type { WebhookEndpoint, WebhookEndpoints } from '#shared/ports/webhooks.ts';
import { defaultEndpoint, defaultId, defaultName } from './default-endpoint.ts';
import { newSecret } from './new-secret.ts';

export type EndpointPorts = { readonly endpoints: WebhookEndpoints };

/** An owner's default is there from when it is first asked for. */
export const findDefault = async (owner: string, now: Date, { endpoints }: EndpointPorts): Promise<WebhookEndpoint> => {
  const found = await endpoints.get(defaultId(owner));
  if (found) return found;
  const made = defaultEndpoint(owner, now);
  await endpoints.create(made, newSecret());
  return made;
};

type Asked = { readonly id: string; readonly caller: Caller; readonly now: Date; readonly by?: 'manage' | 'delete' };

/** The caller's endpoint. Another's is answered the same as none. */
export const findEndpoint = async (
  { id, caller, now, by = 'manage' }: Asked,
  ports: EndpointPorts,
): Promise<WebhookEndpoint> => {
  if (id === defaultName) return findDefault(caller.owner, now, ports);
  const found = await ports.endpoints.get(id);
  if (!found || !mayReach(caller, found.owner, by))
    throw new EngineError('webhook.not-found', `there is no webhook endpoint ${id}`);
  return found;
};
