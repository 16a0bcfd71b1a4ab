import * as z from 'zod';
import { ceilingBitrate } from './bitrate.ts';
import type { VideoCodec } from './containers.ts';
import type { SourceFacts } from './facts.ts';
import type { Size } from './fit-size.ts';
import type { Plan } from './plan.ts';
import { perSecond } from './probe-fields.ts';

export const estimateSchema = z.strictObject({
  /** On the four cores that the operation asks for. */
  minutes: z.number(),
  scratchBytes: z.int(),
});
export type Estimate = z.infer<typeof estimateSchema>;

/**
 * Millions of pixels that four cores encode a second at `balanced`; from CPU seconds at 720p on a busy
 * two-core machine (10, 5, 25 and 6 a core for film, less for fractals), so rather too low than too high.
 */
const megapixelsPerSecond: Readonly<Record<VideoCodec, number>> = { h264: 32, hevc: 17, av1: 50, vp9: 20 };
const effort = { fast: 0.35, balanced: 1, small: 2.5 } as const;
/** Reading and decoding alone, and copying. */
const decodedPerSecond = 600;
const copiedBytesPerSecond = 50e6;
const fixedSeconds = 5;

const unknownSeconds = 600;

type Encoded = Size & { readonly codec: VideoCodec; readonly speed: keyof typeof effort; readonly passes: number };

const encodesOf = (plan: Plan): Encoded[] => {
  if (plan.kind === 'ladder')
    return plan.rungs.map((rung) => ({ ...rung, codec: 'h264', speed: plan.speed, passes: 1 }));
  if (plan.kind === 'gif') return [{ ...plan.picture, codec: 'h264', speed: 'balanced', passes: 2 }];
  if (plan.video?.mode !== 'encode') return [];
  const { codec, picture, speed, rate } = plan.video;
  return [{ width: picture.width, height: picture.height, codec, speed, passes: 'passes' in rate ? rate.passes : 1 }];
};

const encodeSeconds = (encoded: Encoded, frames: number): number =>
  ((encoded.width * encoded.height * frames) / 1e6 / megapixelsPerSecond[encoded.codec]) *
  effort[encoded.speed] *
  encoded.passes;

const outputBytes = (plan: Plan, encodes: readonly Encoded[], facts: SourceFacts, seconds: number): number => {
  if (encodes.length === 0) return facts.bytes;
  if (plan.kind === 'film' && plan.targetBytes) return plan.targetBytes;
  const bitrate = encodes.reduce(
    (sum, size) => sum + ceilingBitrate(size, perSecond(facts.video?.fps ?? null)),
    400_000,
  );
  return Math.round((bitrate * seconds) / 8);
};

/** What a plan will take; meant to choose a placement by, and to be wrong by half at most on usual recordings. */
export const estimate = (plan: Plan, facts: SourceFacts): Estimate => {
  const seconds = plan.seconds ?? unknownSeconds;
  const frames = seconds * Math.min(perSecond(facts.video?.fps ?? null) || 30, 60);
  const encodes = encodesOf(plan);
  const decoding =
    facts.video && encodes.length > 0 ? (facts.video.width * facts.video.height * frames) / 1e6 / decodedPerSecond : 0;
  const encoding = encodes.reduce((sum, encoded) => sum + encodeSeconds(encoded, frames), 0);
  const copying = facts.bytes / copiedBytesPerSecond;
  return {
    minutes: Math.round(((fixedSeconds + decoding + encoding + copying) / 60) * 100) / 100,
    scratchBytes: outputBytes(plan, encodes, facts, seconds) * 2, // faststart writes the file a second time
  };
};
