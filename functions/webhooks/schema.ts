import * as z from 'zod';
import { httpUrl } from '#shared/webhook-field.ts';

/** As `shared/ports/webhooks.ts` has them, which a test compares. */
export const webhookType = z.enum(['job.succeeded', 'job.failed', 'job.canceled']);

const fields = {
  url: httpUrl.meta({
    description: 'Takes POST at a public address; redirects are not followed',
    example: 'https://example.com/hooks/reelmill',
  }),
  description: z.string().max(200).meta({ description: 'What you call it', example: 'the archive' }),
  types: z
    .array(webhookType)
    .min(1)
    .max(webhookType.options.length)
    .meta({
      description: 'What it is told of; everything without it',
      example: ['job.succeeded', 'job.failed'],
    }),
  jobs: z.enum(['all', 'named']).meta({
    description: '`all`: of all your jobs; `named`: of those that name it as their `webhook`',
    example: 'all',
  }),
  enabled: z.boolean().meta({ description: 'False pauses it: what ends meanwhile is not told', example: true }),
};

export const createEndpointRequest = z.strictObject({
  url: fields.url,
  description: fields.description.optional(),
  types: fields.types.default([...webhookType.options]),
  jobs: fields.jobs.default('all'),
  enabled: fields.enabled.default(true),
});

export const updateEndpointRequest = z.strictObject(fields).partial();

const endpointId = z.uuid({ error: 'the id of a webhook endpoint is a UUID' });

export const endpointParams = z.strictObject({ id: endpointId });

/** The default stands behind addresses that requests name. */
export const anyEndpointParams = z.strictObject({
  id: z.union([endpointId, z.literal('default')], { error: 'a UUID, or `default`' }),
});

export const defaultParams = z.strictObject({
  id: z.literal('default', { error: 'the secret of an endpoint is shown once: rotate it to get another' }),
});

export const deliveryParams = anyEndpointParams.extend({
  delivery: z.uuid({ error: 'the id of a delivery is a UUID' }),
});

export const deliveriesQuery = z.strictObject({
  cursor: z.string().max(2000).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(25),
});

const instant = z.iso.datetime();

export const endpointView = z
  .strictObject({
    id: z.string().meta({ example: '019ab1de-52a1-7c3e-9d0e-5f6f6c6d7e8f' }),
    owner: z.string(),
    url: httpUrl
      .optional()
      .meta({ description: 'Absent of `default`, which stands behind addresses that requests name' }),
    description: z.string().optional(),
    types: z.array(webhookType),
    jobs: fields.jobs,
    enabled: z.boolean(),
    createdAt: instant,
    failingSince: instant.optional().meta({ description: 'Nothing has got through since; absent while all does' }),
    turnedOff: z
      .strictObject({ at: instant, why: z.string() })
      .optional()
      .meta({ description: 'When and why it was turned off by itself; `enabled: true` turns it on again' }),
  })
  .meta({ id: 'WebhookEndpoint' });

const secret = z.string().meta({ description: 'Signs what is sent', example: 'whsec_…' });

export const createdEndpoint = endpointView
  .extend({ secret: secret.meta({ description: 'Signs what is sent; shown once', example: 'whsec_…' }) })
  .meta({ id: 'CreatedWebhookEndpoint' });

export const endpointList = z.strictObject({ endpoints: z.array(endpointView) }).meta({ id: 'WebhookEndpointList' });

export const secretView = z.strictObject({ secret }).meta({ id: 'WebhookSecret' });

export const rotatedSecret = z
  .strictObject({
    secret,
    previousUntil: instant.meta({ description: 'Until then the secret before signs besides' }),
  })
  .meta({ id: 'RotatedWebhookSecret' });

const attempt = z.strictObject({
  at: instant,
  milliseconds: z.int(),
  status: z.int().optional().meta({ description: 'What was answered; absent where nothing was' }),
  error: z.string().optional(),
  response: z.string().optional().meta({ description: 'The beginning of its body, 2 kB at most' }),
});

export const deliveryView = z
  .strictObject({
    id: z.uuid().meta({ description: 'Sent as `webhook-id`, the same at every try' }),
    type: z.string().meta({ example: 'job.succeeded' }),
    job: z.uuid().optional(),
    url: httpUrl,
    state: z.enum(['pending', 'delivered', 'failed']),
    tried: z.int(),
    attempts: z.array(attempt).meta({ description: 'The last twenty, in order' }),
    createdAt: instant,
    nextAt: instant.optional().meta({ description: 'When it is tried again' }),
    why: z.string().optional().meta({ description: 'Why it was given up' }),
  })
  .meta({ id: 'WebhookDelivery' });

export const deliveryPage = z
  .strictObject({ deliveries: z.array(deliveryView), cursor: z.string().nullable() })
  .meta({ id: 'WebhookDeliveryPage' });
