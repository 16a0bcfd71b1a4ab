import type { AudioCodec, Container, VideoCodec } from './containers.ts';
import { defaultPreset, type Extras, type Preset, presets } from './presets.ts';
import { codecsOf } from './refuse-wish.ts';
import { type Rendition, rendition as renditionSchema } from './rendition.ts';
import type { WhatToMake } from './schema.ts';

/** A request with every default filled in. */
export type Target = Omit<Rendition, 'videoCodec' | 'audioCodec'> &
  Extras & {
    /** The preset's or the container's name. */
    readonly name: string;
    /** Whether the caller asked for a kind of file and nothing more. */
    readonly isContainerOnly: boolean;
    readonly videoCodec: VideoCodec | null;
    readonly audioCodec: AudioCodec | null;
  };

const ladderRungs = presets['hls-ladder'].rungs;
const isLadder = (container: Container): boolean => container === 'hls' || container === 'dash';

const byContainer = (container: Container): Preset => ({
  purpose: '',
  ...gifLimits(container),
  rendition: { container },
});
const gifLimits = (container: Container): Extras => (container === 'gif' ? { maxSeconds: presets.gif.maxSeconds } : {});

const asked = ({ preset, container, rendition }: WhatToMake): { name: string; entry: Preset } => {
  if (rendition) return { name: rendition.container, entry: { ...byContainer(rendition.container), rendition } };
  if (container) return { name: container, entry: byContainer(container) };
  const name = preset ?? defaultPreset;
  return { name, entry: presets[name] };
};

/** What is to be made. That its wishes go together is sure: the schema of a request refuses any others. */
export const targetOf = (request: WhatToMake): Target => {
  const { name, entry } = asked(request);
  const wish = renditionSchema.parse(entry.rendition);
  const { moments, maxSeconds, rungs = isLadder(wish.container) ? ladderRungs : undefined } = entry;
  return {
    ...wish,
    ...codecsOf(wish),
    name,
    isContainerOnly: request.container !== undefined,
    ...(moments && { moments }),
    ...(maxSeconds && { maxSeconds }),
    ...(rungs && { rungs }),
  };
};
