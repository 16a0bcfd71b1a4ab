import { route } from '#shared/route.ts';
import { type HealthPorts, health, healthLimit, reportHealth } from '../health.ts';

export const getReady = route({
  method: 'GET',
  path: '/v1/health/ready',
  summary: 'Say whether the engine can work',
  allows: 'open',
  limit: healthLimit,
  replies: { 200: health, 503: health },
  handle: ({ now }, ports: HealthPorts) => reportHealth(now, ports),
});
