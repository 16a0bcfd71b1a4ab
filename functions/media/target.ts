import { EngineError } from '#shared/errors.ts';
import { type AudioCodec, type Container, type ContainerRule, containerRules, type VideoCodec } from './containers.ts';
import { defaultPreset, type Extras, type Preset, presets } from './presets.ts';
import { refuseWish } from './refuse-wish.ts';
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

const chosen = <C extends string>(
  field: string,
  allowed: readonly C[],
  { codec, container }: { codec: string | undefined; container: Container },
): C | null => {
  if (codec === 'none') return null;
  if (codec === undefined) return allowed[0] ?? null;
  if (allowed.includes(codec as C)) return codec as C;
  const would = allowed.length > 0 ? `it takes ${allowed.join(', ')}` : 'it takes none';
  throw new EngineError('request.invalid', `${container} cannot hold ${codec}: ${would}`, { field });
};

const codecsOf = (wish: Rendition, rule: ContainerRule) => ({
  videoCodec: chosen('rendition.videoCodec', rule.video, { codec: wish.videoCodec, container: wish.container }),
  audioCodec: chosen('rendition.audioCodec', rule.audio, { codec: wish.audioCodec, container: wish.container }),
});

/** What is to be made, or a `request.invalid` that names the field. */
export const targetOf = (request: WhatToMake): Target => {
  const { name, entry } = asked(request);
  const wish = renditionSchema.parse(entry.rendition);
  const codecs = codecsOf(wish, containerRules[wish.container]);
  refuseWish(wish, codecs);
  const { moments, maxSeconds, rungs = isLadder(wish.container) ? ladderRungs : undefined } = entry;
  return {
    ...wish,
    ...codecs,
    name,
    isContainerOnly: request.container !== undefined,
    ...(moments && { moments }),
    ...(maxSeconds && { maxSeconds }),
    ...(rungs && { rungs }),
  };
};
