import { newId } from '#shared/ids.ts';
import type { WebhookDeliveries, WebhookDelivery, WebhookQueue } from '#shared/ports/webhooks.ts';
import { accepted, route } from '#shared/route.ts';
import { testBody } from '../event-body.ts';
import { type EndpointPorts, findEndpoint } from '../find-endpoint.ts';
import { deliveryView, endpointParams } from '../schema.ts';
import { viewDelivery } from '../view.ts';

type Ports = EndpointPorts & {
  readonly deliveries: Pick<WebhookDeliveries, 'create'>;
  readonly queue: WebhookQueue;
};

export const sendTest = route({
  method: 'POST',
  path: '/api/v1/webhook-endpoints/{id}/test',
  summary: 'Send a test to a webhook endpoint',
  description: 'A message of the type `webhook.test`, signed and tried as all others; its deliveries tell the rest.',
  allows: 'write',
  params: endpointParams,
  replies: { 202: deliveryView },
  handle: async ({ params: { id }, caller, now }, ports: Ports) => {
    const { url = '', owner } = await findEndpoint({ id, caller, now }, ports);
    const delivery: WebhookDelivery = {
      ...{ id: newId(now), endpoint: id, owner, url, type: 'webhook.test', body: testBody(now) },
      ...{ createdAt: now.toISOString(), state: 'pending', tried: 0, triedBefore: 0, attempts: [] },
    };
    await ports.deliveries.create(delivery);
    await ports.queue.send({ endpoint: id, delivery: delivery.id, tried: 0 }, 0);
    return accepted(viewDelivery(delivery), `/api/v1/webhook-endpoints/${id}/deliveries`);
  },
});
