import { route } from '#shared/route.ts';
import { type HealthPorts, health, healthLimit, reportHealth } from '../health.ts';

export const getHealth = route({
  method: 'GET',
  path: '/health',
  summary: 'Say whether the engine can work',
  allows: 'open',
  limit: healthLimit,
  replies: { 200: health, 503: health },
  handle: ({ now }, ports: HealthPorts) => reportHealth(now, ports),
});
