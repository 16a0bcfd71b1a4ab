import { EngineError } from '#shared/errors.ts';
import type { SourceFacts } from './facts.ts';
import type { Plan } from './plan.ts';

/**
 * Containers round, and the last frame's own length is often not told: up to a second, or a hundredth of a long film;
 * of less than a second there is nothing to tell.
 */
const tolerance = (seconds: number): number =>
  seconds < 1 ? seconds : Math.max(Math.min(1, seconds / 4), seconds / 100);

/** ffmpeg ends with 0 on a source that stops in the middle; only the length tells. */
export const checkLength = ({ seconds, provesLength }: Plan, made: number | null): void => {
  if (seconds === null || !provesLength) return;
  if ((made ?? 0) >= seconds - tolerance(seconds)) return;
  const message = `the source promises ${seconds.toFixed(1)} s, but only ${(made ?? 0).toFixed(1)} s could be read`;
  throw new EngineError('source.truncated', message);
};

const failed = (message: string): EngineError => new EngineError('tool.failed', message);

type Size = { readonly width: number; readonly height: number };

const sizeOf = (plan: Plan): Size | null => {
  if (plan.kind === 'gif' || plan.kind === 'ladder') return plan.picture;
  return plan.video?.mode === 'copy' ? plan.video : (plan.video?.picture ?? null);
};

const checkPicture = (plan: Plan, { video }: SourceFacts): void => {
  const wanted = sizeOf(plan);
  if (!wanted) return;
  if (!video) throw new EngineError('source.broken', 'no frame of the source could be decoded');
  if (video.width === wanted.width && video.height === wanted.height) return;
  throw failed(`planned ${wanted.width}x${wanted.height}, made ${video.width}x${video.height}`);
};

const checkSound = (plan: Plan, { audio }: SourceFacts): void => {
  if (plan.kind === 'film' && audio.length !== plan.audio.length) {
    throw failed(`planned ${plan.audio.length} sound tracks, made ${audio.length}`);
  }
};

/** Holds a finished file against its plan. */
export const checkResult = (plan: Plan, made: SourceFacts): void => {
  checkPicture(plan, made);
  checkSound(plan, made);
  checkLength(plan, made.seconds);
};
