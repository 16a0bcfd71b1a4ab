import { ok, route } from '#shared/route.ts';
import { type EndpointPorts, findEndpoint } from '../find-endpoint.ts';
import { newSecret } from '../new-secret.ts';
import { anyEndpointParams, rotatedSecret } from '../schema.ts';

const overlapMilliseconds = 24 * 3600 * 1000;

export const rotateSecret = route({
  method: 'POST',
  path: '/api/v1/webhook-endpoints/{id}/rotate',
  summary: 'Replace the secret of a webhook endpoint',
  description:
    'The new one is in this answer and signs from now on. For a day the one before signs besides, so that a receiver ' +
    'knows what is sent by either. Of `default`: the secret for addresses that your requests name.',
  allows: 'write',
  params: anyEndpointParams,
  replies: { 200: rotatedSecret },
  handle: async ({ params: { id }, caller, now }, ports: EndpointPorts) => {
    const endpoint = await findEndpoint({ id, caller, now }, ports);
    const secret = newSecret();
    const until = new Date(now.getTime() + overlapMilliseconds);
    await ports.endpoints.rotate(endpoint.id, { secret, until });
    return ok({ secret, previousUntil: until.toISOString() }, { 'cache-control': 'no-store' });
  },
});
