import { EngineError } from '#shared/errors.ts';
import type { WebhookDeliveries, WebhookQueue } from '#shared/ports/webhooks.ts';
import { accepted, route } from '#shared/route.ts';
import { type EndpointPorts, findEndpoint } from '../find-endpoint.ts';
import { deliveryParams, deliveryView } from '../schema.ts';
import { viewDelivery } from '../view.ts';

type Ports = EndpointPorts & {
  readonly deliveries: Pick<WebhookDeliveries, 'get' | 'change'>;
  readonly queue: WebhookQueue;
};

export const replayDelivery = route({
  method: 'POST',
  path: '/api/v1/webhook-endpoints/{id}/deliveries/{delivery}/replay',
  summary: 'Send a delivery again',
  description: 'At once, with the same `webhook-id` and the same body, and with all its tries anew.',
  allows: 'write',
  params: deliveryParams,
  replies: { 202: deliveryView },
  handle: async ({ params: { id, delivery }, caller, now }, ports: Ports) => {
    const endpoint = await findEndpoint({ id, caller, now }, ports);
    const found = await ports.deliveries.get(endpoint.id, delivery);
    if (!found) throw new EngineError('delivery.not-found', `there is no delivery ${delivery}`);
    const { tried } = found;
    const anew = { state: 'pending', triedBefore: tried, nextAt: undefined, why: undefined } as const;
    // refused, it was tried this very moment: what it is then counts
    const begun = (await ports.deliveries.change(found, anew)) ?? found;
    await ports.queue.send({ endpoint: endpoint.id, delivery, tried }, 0);
    return accepted(viewDelivery(begun), `/api/v1/webhook-endpoints/${id}/deliveries`);
  },
});
