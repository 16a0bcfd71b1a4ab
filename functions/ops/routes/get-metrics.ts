import * as z from 'zod';
import { route } from '#shared/route.ts';
import { type FigurePorts, readFigures } from '../figures.ts';
import { promText } from '../metrics.ts';

export const getMetrics = route({
  method: 'GET',
  path: '/api/v1/metrics',
  summary: 'Tell the figures of the installation to Prometheus',
  description: 'The whole installation’s, whichever of its functions and workers they were made by.',
  allows: 'metrics',
  mediaType: 'text/plain',
  replies: { 200: z.string().meta({ example: '# TYPE jobs_in_flight gauge\njobs_in_flight 3\n' }) },
  handle: async (_request, ports: FigurePorts) => {
    const { text, mediaType } = await promText(await readFigures(ports));
    return { status: 200, text, headers: { 'content-type': mediaType, 'cache-control': 'no-store' } };
  },
});
