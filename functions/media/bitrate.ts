import { EngineError } from '#shared/errors.ts';
import type { Size } from './fit-size.ts';

/** An mp4's index and packet tables, a fifth of a per cent and some kB; the encoder misses its mean by up to 2 per cent. */
const headroom = 0.97;
const fixedBytes = 6_000;
const leastVideoBitrate = 10_000;

/** Bits per second that are left for the picture, so that the file stays within `targetBytes`. */
export const videoBitrateFor = (targetBytes: number, seconds: number | null, audioBitrate: number): number => {
  if (!seconds) {
    throw new EngineError('request.invalid', 'targetBytes needs a source whose duration is known', {
      field: 'rendition.targetBytes',
    });
  }
  const bitrate = Math.floor(((targetBytes - fixedBytes) * 8 * headroom) / seconds - audioBitrate);
  if (bitrate >= leastVideoBitrate) return bitrate;
  const least = Math.ceil((((leastVideoBitrate + audioBitrate) * seconds) / 8 / headroom + fixedBytes) / 1000) * 1000;
  const message = `${targetBytes} bytes are too few for ${Math.round(seconds)} s; ${least} would work`;
  throw new EngineError('request.invalid', message, { field: 'rendition.targetBytes' });
};

/**
 * Bits per second that no stream of this size needs to exceed: 0.1 bit a pixel at full HD and 30 frames, growing with
 * the 0.75th power of pixels, the usual rule of thumb ("power of 0.75", Ben Waggoner) behind published ladders.
 */
export const ceilingBitrate = ({ width, height }: Size, fps: number): number => {
  const pixelsPerSecond = width * height * Math.min(Math.max(fps, 24), 60);
  return Math.round(6_200_000 * (pixelsPerSecond / (1920 * 1080 * 30)) ** 0.75);
};
