import { ok, route } from '#shared/route.ts';
import { type Preset, presets } from '../presets.ts';
import { type PresetView, presetList } from '../schema.ts';

const audioOnly = ['mp3', 'm4a', 'wav', 'ogg', 'flac'];

const kindOf = ({ rendition: { container } }: Preset): PresetView['kind'] => {
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
  replies: { 200: presetList },
  handle: async () => ok({ presets: shown }),
});
