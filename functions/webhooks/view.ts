import type * as z from 'zod';
import type { WebhookDelivery, WebhookEndpoint } from '#shared/ports/webhooks.ts';
import { defaultName, isDefault } from './default-endpoint.ts';
import type { deliveryView, endpointView } from './schema.ts';

export const viewEndpoint = ({ id, types, ...rest }: WebhookEndpoint): z.infer<typeof endpointView> => ({
  id: isDefault(id) ? defaultName : id,
  ...rest,
  types: [...types],
});

export const viewDelivery = (delivery: WebhookDelivery): z.infer<typeof deliveryView> => {
  const { id, type, job, url, state, tried, attempts, createdAt, nextAt, why } = delivery;
  return {
    ...{ id, type, url, state, tried, attempts: [...attempts], createdAt },
    ...(job !== undefined && { job }),
    ...(nextAt !== undefined && { nextAt }),
    ...(why !== undefined && { why }),
  };
};
