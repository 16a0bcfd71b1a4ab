import { EngineError } from '#shared/errors.ts';
import type { Size } from './fit-size.ts';

/** An mp4's index and packet tables, a fifth of a per cent and some kB; the encoder misses its mean by up to 2 per cent. */
const headroom = 0.97;
const fixedBytes = 6_000;
const leastVideoBitrate = 10_000;

/** Bits per second that are left for the picture, so that the file stays within `targetBytes`. */
export const videoBitrateFor = (targetBytes: number, seconds: number | null, audioBitrate: number): number => {
  if (!seconds) {
    throw new EngineError('rendition.impossible', 'the length of the source is not known, which targetBytes needs', {
      field: 'rendition.targetBytes',
    });
  }
  const bitrate = Math.floor(((targetBytes - fixedBytes) * 8 * headroom) / seconds - audioBitrate);
  if (bitrate >= leastVideoBitrate) return bitrate;
  const least = Math.ceil((((leastVideoBitrate + audioBitrate) * seconds) / 8 / headroom + fixedBytes) / 1000) * 1000;
  const message = `${targetBytes} bytes are too few for ${Math.round(seconds)} s; ${least} would work`;
  throw new EngineError('rendition.impossible', message, { field: 'rendition.targetBytes' });
};

const leastAudioBitrate = 32_000;

/** Sound gets a fifth of a file whose size is set, but never more than usual nor less than what speech needs. */
export const audioBitrateFor = (
  targetBytes: number,
  seconds: number,
  { tracks, usual }: { readonly tracks: number; readonly usual: number },
): number => {
  const share = Math.round((targetBytes * 8) / seconds / 5 / tracks / 1000) * 1000;
  return Math.min(usual, Math.max(leastAudioBitrate, share));
};

/**
 * Bits per second that no stream of this size needs to exceed: 0.1 bit a pixel at full HD and 30 frames, growing with
 * the 0.75th power of pixels, the usual rule of thumb ("power of 0.75", Ben Waggoner) behind published ladders.
 */
export const ceilingBitrate = ({ width, height }: Size, fps: number): number => {
  const pixelsPerSecond = width * height * Math.min(Math.max(fps, 24), 60);
  return Math.round(6_200_000 * (pixelsPerSecond / (1920 * 1080 * 30)) ** 0.75);
};

/** Short sides to fall back to where a file's size is set; below a sixth of the ceiling a picture falls to blocks. */
const fallbackSides = [1080, 720, 540, 480, 360, 240];
const leastShare = 1 / 6;

/** The short side that a bitrate can still fill, for a caller who set the size of the file and left that of the picture. */
export const shortSideFor = (bitrate: number, source: Size, fps: number): number => {
  const own = Math.min(source.width, source.height);
  const sides = [own, ...fallbackSides.filter((side) => side < own)];
  const fits = (side: number): boolean => {
    const scale = side / own;
    const size = { width: source.width * scale, height: source.height * scale };
    return ceilingBitrate(size, fps) * leastShare <= bitrate;
  };
  return sides.find(fits) ?? sides.at(-1) ?? own;
};
