import { noContent, route } from '#shared/route.ts';
import { type EndpointPorts, findEndpoint } from '../find-endpoint.ts';
import { endpointParams } from '../schema.ts';

export const deleteEndpoint = route({
  method: 'DELETE',
  path: '/api/v1/webhook-endpoints/{id}',
  summary: 'Remove a webhook endpoint',
  description: 'What was still to be tried for it is given up.',
  allows: 'write',
  params: endpointParams,
  replies: { 204: null },
  handle: async ({ params: { id }, caller, now }, ports: EndpointPorts) => {
    await findEndpoint({ id, caller, now, by: 'delete' }, ports);
    await ports.endpoints.remove(id);
    return noContent();
  },
});
