import type { WebhookDeliveries } from '#shared/ports/webhooks.ts';
import { ok, route } from '#shared/route.ts';
import { type EndpointPorts, findEndpoint } from '../find-endpoint.ts';
import { anyEndpointParams, deliveriesQuery, deliveryPage } from '../schema.ts';
import { viewDelivery } from '../view.ts';

export const listDeliveries = route({
  method: 'GET',
  path: '/api/v1/webhook-endpoints/{id}/deliveries',
  summary: 'List what a webhook endpoint was sent, newest first',
  description: 'With each try and what it was answered, for thirty days.',
  allows: 'read',
  counts: 'reads',
  params: anyEndpointParams,
  query: deliveriesQuery,
  replies: { 200: deliveryPage },
  handle: async (
    { params: { id }, query, caller, now },
    ports: EndpointPorts & { readonly deliveries: Pick<WebhookDeliveries, 'page'> },
  ) => {
    const endpoint = await findEndpoint({ id, caller, now }, ports);
    const { items, cursor } = await ports.deliveries.page(endpoint.id, query);
    return ok({ deliveries: items.map(viewDelivery), cursor });
  },
});
