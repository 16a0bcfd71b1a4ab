import { ok, route } from '#shared/route.ts';
import type { EndpointPorts } from '../find-endpoint.ts';
import { endpointList } from '../schema.ts';
import { viewEndpoint } from '../view.ts';

export const listEndpoints = route({
  method: 'GET',
  path: '/api/v1/webhook-endpoints',
  summary: 'List your webhook endpoints, newest first',
  allows: 'read',
  replies: { 200: endpointList },
  handle: async ({ caller }, { endpoints }: EndpointPorts) =>
    ok({ endpoints: (await endpoints.list(caller.owner)).map(viewEndpoint) }),
});
