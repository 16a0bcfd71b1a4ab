import { ok, route } from '#shared/route.ts';
import { type EndpointPorts, findEndpoint } from '../find-endpoint.ts';
import { anyEndpointParams, endpointView } from '../schema.ts';
import { viewEndpoint } from '../view.ts';

export const getEndpoint = route({
  method: 'GET',
  path: '/api/v1/webhook-endpoints/{id}',
  summary: 'Show a webhook endpoint',
  description: '`default` stands behind the addresses that your requests name.',
  allows: 'read',
  params: anyEndpointParams,
  replies: { 200: endpointView },
  handle: async ({ params: { id }, caller, now }, ports: EndpointPorts) =>
    ok(viewEndpoint(await findEndpoint({ id, caller, now }, ports))),
});
