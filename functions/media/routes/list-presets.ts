import * as z from 'zod';
import { ok, route } from '#shared/route.ts';
import { type Preset, presets } from '../presets.ts';

const preset = z
  .strictObject({
    name: z.string().meta({ example: 'h264-1080p' }),
    description: z.string().meta({ example: 'plays everywhere, full HD' }),
    kind: z.enum(['video', 'audio', 'image', 'ladder']),
    container: z.string().meta({ example: 'mp4' }),
  })
  .meta({ id: 'Preset' });

const audioOnly = ['mp3', 'm4a', 'wav', 'ogg', 'flac'];

const kindOf = ({ rendition: { container } }: Preset): z.infer<typeof preset>['kind'] => {
  if (container === 'hls' || container === 'dash') return 'ladder';
  if (container === 'gif') return 'image';
  return audioOnly.includes(container) ? 'audio' : 'video';
};

const shown = Object.entries<Preset>(presets).map(([name, described]) => ({
  name,
  description: described.purpose,
  kind: kindOf(described),
  container: described.rendition.container,
}));

export const listPresets = route({
  method: 'GET',
  path: '/api/v1/presets',
  summary: 'List the presets',
  allows: 'read',
  counts: 'reads',
  replies: { 200: z.strictObject({ presets: z.array(preset) }) },
  handle: async () => ok({ presets: shown }),
});
