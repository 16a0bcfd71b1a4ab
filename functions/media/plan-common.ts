import { EngineError } from '#shared/errors.ts';
import { containerRules } from './containers.ts';
import type { SourceFacts, VideoFacts } from './facts.ts';
import { fileNameOf } from './file-name.ts';
import type { AudioPlan, FilmPlan, Plan } from './plan.ts';
import { planPicture } from './plan-picture.ts';
import type { Target } from './target.ts';

/** What every kind of plan has. */
type Common = Pick<FilmPlan, 'target' | 'fileName' | 'container' | 'seconds' | 'provesLength' | 'poster' | 'notes'>;

const posterSide = 480;

/** A tenth in, where titles and fades are past, but no further than half a minute, for long seeks cost. */
const posterOf = (video: VideoFacts, seconds: number | null): Plan['poster'] => {
  const wish = { codec: 'h264', shortSide: posterSide, upscale: false, frameRate: 'keep' } as const;
  return { atSeconds: Math.min(30, (seconds ?? 0) / 10), picture: planPicture(video, wish) };
};

const showsPicture = ({ videoCodec, container }: Target): boolean => videoCodec !== null || container === 'gif';

export type Order = { readonly facts: SourceFacts; readonly target: Target; readonly name: string | undefined };

export const commonOf = ({ facts, target, name }: Order): Common => ({
  target: target.name,
  fileName: fileNameOf(name, containerRules[target.container].extension),
  container: target.container,
  seconds: facts.seconds,
  provesLength: !facts.secondsAreGuessed && facts.seconds !== null,
  poster: facts.video && showsPicture(target) ? posterOf(facts.video, facts.seconds) : null,
  notes: [],
});

/** How long the result must be: the longest of what is used, for a subtitle or a data stream may outlast the film. */
export const lengthOf = (facts: SourceFacts, audio: readonly AudioPlan[], hasVideo: boolean): number | null => {
  const tracks = facts.audio.filter(({ stream }) => audio.some((plan) => plan.stream === stream));
  const lengths = [
    hasVideo ? (facts.video?.seconds ?? null) : 0,
    ...tracks.map(({ seconds, delay }) => seconds && seconds + delay),
  ];
  return lengths.includes(null) ? facts.seconds : Math.max(...lengths.map(Number));
};

export const needsPicture = ({ video }: SourceFacts, { name }: Target): VideoFacts => {
  if (video) return video;
  throw new EngineError('source.no-stream', `${name} needs a picture; the source has none`);
};

/** A source must have at least one of the kinds that are to be made. */
export const needsSomething = ({ video, audio }: SourceFacts, { name, videoCodec, audioCodec }: Target): void => {
  if (videoCodec && video) return;
  if (audioCodec && audio.length > 0) return;
  throw new EngineError('source.no-stream', `${name} needs ${videoCodec ? 'a picture' : 'sound'}; the source has none`);
};
