import { EngineError } from '#shared/errors.ts';
import { type GuardRules, judgeUrl } from '#shared/guard/judge-url.ts';
import { ok, route } from '#shared/route.ts';
import { type EndpointPorts, findEndpoint } from '../find-endpoint.ts';
import { endpointParams, endpointView, updateEndpointRequest } from '../schema.ts';
import { viewEndpoint } from '../view.ts';

/** Whoever turns it on again means to begin anew. */
const anew = { failingSince: undefined, turnedOff: undefined };

export const updateEndpoint = route({
  method: 'PATCH',
  path: '/api/v1/webhook-endpoints/{id}',
  summary: 'Change a webhook endpoint',
  description: 'What is not named stays. `enabled: false` pauses it, `true` turns on what was turned off by itself.',
  allows: 'write',
  params: endpointParams,
  body: updateEndpointRequest,
  replies: { 200: endpointView },
  handle: async ({ params: { id }, body, caller, now }, ports: EndpointPorts & { readonly guardRules: GuardRules }) => {
    await findEndpoint({ id, caller, now }, ports);
    const wish = Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined));
    const url = body.url === undefined ? {} : { url: judgeUrl(body.url, ports.guardRules).href };
    const changed = await ports.endpoints.change(id, { ...wish, ...url, ...(body.enabled && anew) });
    if (!changed) throw new EngineError('webhook.not-found', `there is no webhook endpoint ${id}`);
    return ok(viewEndpoint(changed));
  },
});
