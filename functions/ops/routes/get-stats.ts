import type { Presence } from '#shared/ports/presence.ts';
import { ok, route } from '#shared/route.ts';
import { type FigurePorts, readFigures } from '../figures.ts';
import { stats, statsOf } from '../stats.ts';

type Ports = FigurePorts & { readonly presence: Pick<Presence, 'list'> };

export const getStats = route({
  method: 'GET',
  path: '/api/v1/stats',
  summary: 'Show how the installation is doing',
  description: 'Jobs, storage, work that waits, sites that refuse, and the workers there are.',
  allows: 'metrics',
  replies: { 200: stats },
  handle: async ({ now }, ports: Ports) => {
    const [figures, workers] = await Promise.all([readFigures(ports), ports.presence.list()]);
    return ok(statsOf(figures, workers, now), { 'cache-control': 'no-store' });
  },
});
