import type { VideoCodec } from './containers.ts';
import type { VideoFacts } from './facts.ts';
import { type Bounds, fitSize, type Size } from './fit-size.ts';
import type { PicturePlan } from './plan.ts';
import { perSecond } from './probe-fields.ts';
import type { Target } from './target.ts';

/**
 * What encoders and players take. Longest sides: H.264 up to level 5.2, which is where hardware decoders end; the
 * others at level 6. Shortest sides were tried on libx265 4.1, SVT-AV1 4.2, libx264 and libvpx.
 */
export const codecLimits: Readonly<Record<VideoCodec, Pick<Bounds, 'longSide' | 'minSide'> & { tenBit: boolean }>> = {
  h264: { longSide: 4096, minSide: 2, tenBit: false },
  hevc: { longSide: 8192, minSide: 16, tenBit: true },
  av1: { longSide: 8192, minSide: 16, tenBit: true },
  vp9: { longSide: 8192, minSide: 2, tenBit: false },
};

export type PictureWish = Pick<Target, 'shortSide' | 'width' | 'height' | 'upscale' | 'fps' | 'frameRate'> & {
  readonly codec: VideoCodec;
};

const fitOf = (source: VideoFacts, size: Size): PicturePlan['fit'] => {
  const { width, height, squarePixels } = source;
  if (!squarePixels || size.width > width || size.height > height) return 'scale';
  if (width - size.width > 1 || height - size.height > 1) return 'scale';
  return width === size.width && height === size.height ? 'none' : 'crop';
};

/** A rational that keeps 23.976, 29.97 and 59.94 what they are. */
const asRational = (fps: number): string => {
  if (Number.isInteger(fps)) return `${fps}/1`;
  const ntsc = Math.round(fps * 1.001);
  return Math.abs((ntsc * 1000) / 1001 - fps) < 0.005 ? `${ntsc * 1000}/1001` : `${Math.round(fps * 1000)}/1000`;
};

const constantRate = ({ fps, isVariable }: VideoFacts, wish: PictureWish): string | null => {
  const own = perSecond(fps);
  if (wish.frameRate === 'constant') return wish.fps ? asRational(wish.fps) : isVariable || !fps ? '30/1' : fps;
  return wish.fps !== undefined && own > wish.fps * 1.01 ? asRational(wish.fps) : null;
};

export const planPicture = (source: VideoFacts, wish: PictureWish): PicturePlan => {
  const limits = codecLimits[wish.codec];
  const size = fitSize(source, { ...limits, ...wish });
  const keepsDepth = limits.tenBit && (source.bitDepth > 8 || source.hdr !== null);
  return {
    stream: source.stream,
    deinterlace: source.isInterlaced,
    fps: constantRate(source, wish),
    fit: fitOf(source, size),
    ...size,
    toneMap: keepsDepth ? null : source.hdr,
    pixelFormat: keepsDepth ? 'yuv420p10le' : 'yuv420p',
    fromRgb: /^(?:gbr|rgb|bgr|argb|abgr|0rgb|x2rgb|pal8)/.test(source.pixelFormat),
  };
};

const sizeText = ({ width, height }: Size): string => `${width}x${height}`;

const sizeNote = (source: VideoFacts, plan: PicturePlan, wish: PictureWish): string => {
  const kept = plan.fit !== 'scale' || (plan.width === source.width && plan.height === source.height);
  const smaller = Math.min(source.width, source.height) < (wish.shortSide ?? 0);
  if (kept && smaller) return `kept at ${sizeText(plan)}: the source is not larger`;
  if (kept) return `kept at ${sizeText(plan)}`;
  return `${sizeText(source)} becomes ${sizeText(plan)}`;
};

/** What happens to the picture, in words. */
export const pictureNotes = (source: VideoFacts, plan: PicturePlan, wish: PictureWish): string[] => {
  const notes = [sizeNote(source, plan, wish)];
  if (source.rotation !== 0) notes.push(`turned upright: the camera was held at ${source.rotation} degrees`);
  if (!source.squarePixels) notes.push('pixels made square');
  if (plan.deinterlace) notes.push('deinterlaced');
  if (plan.toneMap) notes.push(`HDR (${plan.toneMap === 'pq' ? 'PQ' : 'HLG'}) tone-mapped to SDR`);
  if (source.hdr && !plan.toneMap) notes.push('HDR kept, 10 bit');
  if (source.dolbyVision !== null) notes.push('Dolby Vision metadata left out, its base picture kept');
  if (plan.fps) notes.push(`frame rate made constant: ${Math.round(perSecond(plan.fps) * 100) / 100} a second`);
  else if (source.isVariable) notes.push('variable frame rate kept: each frame stays at its time');
  return notes;
};
