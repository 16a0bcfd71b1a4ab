import * as z from 'zod';
import { audioCodecs, containers, videoCodecs } from './rendition.ts';

const stream = z.int().nonnegative();

/** What happens to a picture on its way, in this order. */
const picturePlan = z.strictObject({
  stream,
  deinterlace: z.boolean(),
  /** Frames a second to make it constant, as a rational; null leaves each frame at its time. */
  fps: z.string().nullable(),
  /** `crop` only takes the odd row or column off; `none` leaves every pixel as it is. */
  fit: z.enum(['none', 'crop', 'scale']),
  width: z.int(),
  height: z.int(),
  toneMap: z.enum(['pq', 'hlg']).nullable(),
  pixelFormat: z.enum(['yuv420p', 'yuv420p10le']),
  /** Whether the source is RGB, whose matrix must be chosen; BT.709 it is. */
  fromRgb: z.boolean(),
});
export type PicturePlan = z.infer<typeof picturePlan>;

export const rateRule = z.union([
  z.strictObject({ crf: z.number(), maxBitrate: z.int().nullable() }),
  z.strictObject({ bitrate: z.int(), passes: z.union([z.literal(1), z.literal(2)]) }),
]);
export type RateRule = z.infer<typeof rateRule>;

const videoPlan = z.discriminatedUnion('mode', [
  z.strictObject({ mode: z.literal('copy'), stream, codec: z.enum(videoCodecs), width: z.int(), height: z.int() }),
  z.strictObject({
    mode: z.literal('encode'),
    codec: z.enum(videoCodecs),
    picture: picturePlan,
    rate: rateRule,
    speed: z.enum(['fast', 'balanced', 'small']),
    /** Frames between key frames at most. */
    keyInterval: z.int(),
    keepsHdr: z.boolean(),
  }),
]);
export type VideoPlan = z.infer<typeof videoPlan>;
export type VideoEncode = Extract<VideoPlan, { mode: 'encode' }>;

const audioPlan = z.strictObject({
  mode: z.enum(['copy', 'encode']),
  stream,
  codec: z.enum(audioCodecs),
  /** Null for codecs without loss. */
  bitrate: z.int().nullable(),
  channels: z.int(),
  sampleRate: z.int(),
  /** Bits a sample, for codecs without loss. */
  bitDepth: z.union([z.literal(16), z.literal(24)]).nullable(),
  /** LUFS to bring it to. */
  loudness: z.number().nullable(),
  language: z.string().nullable(),
  title: z.string().nullable(),
  isDefault: z.boolean(),
});
export type AudioPlan = z.infer<typeof audioPlan>;

const subtitlePlan = z.strictObject({
  stream,
  codec: z.enum(['copy', 'mov_text', 'webvtt', 'srt']),
  language: z.string().nullable(),
  title: z.string().nullable(),
});
export type SubtitlePlan = z.infer<typeof subtitlePlan>;

const common = {
  /** The preset's or the container's name. */
  target: z.string(),
  /** As a person would save it. */
  fileName: z.string(),
  container: z.enum(containers),
  /** How long the result must be; null where the source does not tell. */
  seconds: z.number().nullable(),
  /** Whether a shorter result proves that the source was cut off. */
  provesLength: z.boolean(),
  /** Where the still picture is taken; null without picture. */
  poster: z.strictObject({ atSeconds: z.number(), picture: picturePlan }).nullable(),
  /** What was decided and why, for people. */
  notes: z.array(z.string()),
};

const film = z.strictObject({
  ...common,
  kind: z.literal('film'),
  video: videoPlan.nullable(),
  audio: z.array(audioPlan),
  subtitles: z.array(subtitlePlan),
  cover: z.strictObject({ stream, mode: z.enum(['copy', 'jpeg']) }).nullable(),
  /** Bytes that the file may have at most. */
  targetBytes: z.int().nullable(),
});
export type FilmPlan = z.infer<typeof film>;

const rungPlan = z.strictObject({
  name: z.string(),
  width: z.int(),
  height: z.int(),
  crf: z.number(),
  maxBitrate: z.int(),
});
export type RungPlan = z.infer<typeof rungPlan>;

const ladder = z.strictObject({
  ...common,
  kind: z.literal('ladder'),
  /** What the rungs have in common; sized as the top one. */
  picture: picturePlan.nullable(),
  rungs: z.array(rungPlan),
  /** Frames a second, for the playlist to tell; null where it varies or is not known. */
  fps: z.number().nullable(),
  speed: z.enum(['fast', 'balanced', 'small']),
  segmentSeconds: z.int(),
  audio: z.array(audioPlan),
  subtitles: z.array(subtitlePlan),
});
export type LadderPlan = z.infer<typeof ladder>;

const gif = z.strictObject({ ...common, kind: z.literal('gif'), picture: picturePlan });
export type GifPlan = z.infer<typeof gif>;

const preview = z.strictObject({
  ...common,
  kind: z.literal('preview'),
  video: videoPlan.options[1],
  cuts: z.array(z.strictObject({ atSeconds: z.number(), seconds: z.number() })),
});
export type PreviewPlan = z.infer<typeof preview>;

export const plan = z.discriminatedUnion('kind', [film, ladder, gif, preview]);
export type Plan = z.infer<typeof plan>;
