import { EngineError } from '#shared/errors.ts';
import { type GuardRules, judgeUrl } from '#shared/guard/judge-url.ts';
import { newId } from '#shared/ids.ts';
import type { WebhookEndpoint } from '#shared/ports/webhooks.ts';
import { created, route } from '#shared/route.ts';
import type { EndpointPorts } from '../find-endpoint.ts';
import { newSecret } from '../new-secret.ts';
import { createdEndpoint, createEndpointRequest } from '../schema.ts';
import { viewEndpoint } from '../view.ts';

/** Each job of an owner may tell all of them. */
const mostEndpoints = 20;

export const createEndpoint = route({
  method: 'POST',
  path: '/api/v1/webhook-endpoints',
  summary: 'Create a webhook endpoint',
  description: 'Its secret, by which it knows what comes from here, is in this answer and never again.',
  allows: 'write',
  body: createEndpointRequest,
  replies: { 201: createdEndpoint },
  handle: async (
    { body, caller: { owner }, now },
    { endpoints, guardRules }: EndpointPorts & { guardRules: GuardRules },
  ) => {
    const { href: url } = judgeUrl(body.url, guardRules);
    const { length } = await endpoints.list(owner);
    if (length >= mostEndpoints) throw new EngineError('quota.reached', `you have ${length} webhook endpoints`);
    const endpoint: WebhookEndpoint = { id: newId(now), owner, ...body, url, createdAt: now.toISOString() };
    const secret = newSecret();
    await endpoints.create(endpoint, secret);
    return created({ ...viewEndpoint(endpoint), secret }, `/api/v1/webhook-endpoints/${endpoint.id}`);
  },
});
