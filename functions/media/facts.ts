import * as z from 'zod';

const rational = z.string().regex(/^\d+\/\d+$/);
const seconds = z.number().nonnegative();

const videoFacts = z.strictObject({
  stream: z.int(),
  codec: z.string(),
  profile: z.string().nullable(),
  pixelFormat: z.string(),
  bitDepth: z.int(),
  /** As it is to be shown: turned upright, with square pixels. */
  width: z.int(),
  height: z.int(),
  /** Degrees clockwise that a player turns it by. */
  rotation: z.number(),
  /** Turned over as by a mirror, as selfie cameras do. */
  isMirrored: z.boolean(),
  squarePixels: z.boolean(),
  /** Null where the file does not tell, as for a single frame. */
  fps: rational.nullable(),
  isVariable: z.boolean(),
  seconds: seconds.nullable(),
  bitrate: z.int().nullable(),
  isInterlaced: z.boolean(),
  hdr: z.enum(['pq', 'hlg']).nullable(),
  dolbyVision: z.int().nullable(),
  matrix: z.string().nullable(),
  primaries: z.string().nullable(),
});
export type VideoFacts = z.infer<typeof videoFacts>;

const audioFacts = z.strictObject({
  stream: z.int(),
  codec: z.string(),
  profile: z.string().nullable(),
  channels: z.int(),
  sampleRate: z.int(),
  /** Bits a sample where that means something; null for lossy codecs. */
  bitDepth: z.int().nullable(),
  bitrate: z.int().nullable(),
  seconds: seconds.nullable(),
  /** How much later than the file it begins. */
  delay: z.number(),
  language: z.string().nullable(),
  title: z.string().nullable(),
  isDefault: z.boolean(),
});
export type AudioFacts = z.infer<typeof audioFacts>;

const subtitleFacts = z.strictObject({
  stream: z.int(),
  codec: z.string(),
  kind: z.enum(['text', 'bitmap', 'other']),
  language: z.string().nullable(),
  title: z.string().nullable(),
});
export type SubtitleFacts = z.infer<typeof subtitleFacts>;

/** What planning needs to know of a source; the ffprobe words that it does not need are gone. */
export const sourceFacts = z.strictObject({
  /** First name of ffprobe's demuxer: `mov`, `matroska`, `mpegts`. */
  format: z.string(),
  bytes: z.int(),
  /** Null where the file does not tell. */
  seconds: seconds.nullable(),
  /** Guessed from the bitrate, so that it proves nothing. */
  secondsAreGuessed: z.boolean(),
  video: videoFacts.nullable(),
  audio: z.array(audioFacts),
  subtitles: z.array(subtitleFacts),
  cover: z.strictObject({ stream: z.int(), codec: z.string() }).nullable(),
  chapters: z.int(),
  /** Streams of no use: data, time codes, further pictures, unknown codecs, and those past the limits. */
  leftOut: z.int(),
});
export type SourceFacts = z.infer<typeof sourceFacts>;
