import { EngineError } from '#shared/errors.ts';
import type { SourceFacts } from './facts.ts';
import { sourceLimits } from './source-limits.ts';

const isTooLarge = ({ width, height }: { readonly width: number; readonly height: number }): boolean =>
  Math.max(width, height) > sourceLimits.side || width * height > sourceLimits.pixels;

const tooLarge = (message: string): EngineError => new EngineError('source.too-large', message);

/** Throws what is wrong with a source that nothing should be made of. */
export const refuseSource = ({ video, audio, seconds }: SourceFacts): void => {
  if (!video && audio.length === 0) {
    throw new EngineError('source.no-stream', 'the source has neither picture nor sound: a cover, text or data alone');
  }
  if (seconds !== null && seconds > sourceLimits.seconds) {
    const most = sourceLimits.seconds / 3600;
    throw tooLarge(`the source claims ${Math.round(seconds / 3600)} hours; at most ${most} can be worked on`);
  }
  if (video && isTooLarge(video)) {
    const { side, pixels } = sourceLimits;
    const most = `at most ${side} pixels a side and ${Math.floor(pixels / 1e6)} million in all`;
    throw tooLarge(`${video.width}x${video.height} is too large; ${most}`);
  }
};
