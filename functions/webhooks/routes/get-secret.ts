import { ok, route } from '#shared/route.ts';
import { type EndpointPorts, findEndpoint } from '../find-endpoint.ts';
import { defaultParams, secretView } from '../schema.ts';

export const getSecret = route({
  method: 'GET',
  path: '/api/v1/webhook-endpoints/{id}/secret',
  summary: 'Show your default webhook secret',
  description:
    'It signs what is sent to addresses that your requests name. `id` is `default`; no other is shown again.',
  allows: 'write',
  params: defaultParams,
  replies: { 200: secretView },
  handle: async ({ params: { id }, caller, now }, ports: EndpointPorts) => {
    const endpoint = await findEndpoint({ id, caller, now }, ports);
    const [secret] = await ports.endpoints.secrets(endpoint.id, now);
    return ok({ secret }, { 'cache-control': 'no-store' });
  },
});
