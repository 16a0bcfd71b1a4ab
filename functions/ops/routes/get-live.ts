import { ok, route } from '#shared/route.ts';
import { alive, healthLimit } from '../health.ts';

export const getLive = route({
  method: 'GET',
  path: '/v1/health/live',
  summary: 'Say that the API answers',
  allows: 'open',
  limit: healthLimit,
  replies: { 200: alive },
  handle: async () => ok({ status: 'ok' }),
});
