import * as z from 'zod';

export const containers = [
  'mp4',
  'mov',
  'mkv',
  'webm',
  'm4a',
  'mp3',
  'wav',
  'ogg',
  'flac',
  'gif',
  'hls',
  'dash',
] as const;
export const videoCodecs = ['h264', 'hevc', 'av1', 'vp9'] as const;
export const audioCodecs = ['aac', 'opus', 'mp3', 'flac', 'pcm'] as const;

/** Largest side that the engine reads or writes; H.264 and HEVC at their highest levels end at about half of it. */
const maxSide = 8192;
const side = z.int().min(2).max(maxSide);

const size = {
  shortSide: side.optional().meta({
    description: 'Pixels of the shorter side, whichever way the picture stands: 1080 gives 1920x1080 or 1080x1920.',
    example: 720,
  }),
  width: side
    .optional()
    .meta({ description: 'Widest the picture may be, in pixels; it keeps its shape.', example: 1280 }),
  height: side
    .optional()
    .meta({ description: 'Highest the picture may be, in pixels; it keeps its shape.', example: 720 }),
  upscale: z
    .boolean()
    .default(false)
    .meta({ description: 'Whether a smaller source is enlarged to the size asked for.' }),
};

const rate = {
  crf: z.number().min(0).max(63).optional().meta({
    description: 'Constant quality, lower is better: 0 to 51 for h264 and hevc, 0 to 63 for av1 and vp9.',
    example: 21,
  }),
  videoBitrate: z.int().min(10_000).max(200_000_000).optional().meta({
    description: 'Average bits per second of the picture.',
    example: 4_000_000,
  }),
  targetBytes: z.int().min(10_000).max(1e12).optional().meta({
    description: 'Bytes that the finished file may have at most, sound included.',
    example: 25_000_000,
  }),
};

const motion = {
  fps: z.number().min(1).max(240).optional().meta({
    description:
      'Most frames per second; a source with fewer keeps its own. With frameRate constant: exactly this many.',
    example: 30,
  }),
  frameRate: z.enum(['keep', 'constant']).default('keep').meta({
    description: 'keep leaves each frame at its time, also when the rate varies; constant repeats and drops frames.',
  }),
  speed: z.enum(['fast', 'balanced', 'small']).default('balanced').meta({
    description: 'Encoder effort: fast is quick and larger, small is slow and smaller, at the same quality.',
  }),
};

const sound = {
  audioCodec: z
    .enum([...audioCodecs, 'none'])
    .optional()
    .meta({ description: "Default: the container's own.", example: 'aac' }),
  audioBitrate: z.int().min(16_000).max(640_000).optional().meta({
    description: 'Bits per second of each sound track, for lossy codecs.',
    example: 160_000,
  }),
  audioChannels: z
    .union([z.literal(1), z.literal(2), z.literal(6)])
    .default(2)
    .meta({
      description: 'Most channels: more are mixed down, fewer stay as they are.',
    }),
  loudness: z.number().min(-40).max(-5).optional().meta({
    description:
      'Loudness to bring the sound to, in LUFS (EBU R128), measured first: -16 for the web, -23 for broadcast.',
    example: -16,
  }),
};

const oneRate = ({ crf, videoBitrate, targetBytes }: Record<string, unknown>): boolean =>
  [crf, videoBitrate, targetBytes].filter((value) => value !== undefined).length <= 1;

/** What a caller may ask for in place of a preset. */
export const rendition = z
  .strictObject({
    container: z
      .enum(containers)
      .meta({ description: 'The file to make, or hls and dash for a ladder.', example: 'mp4' }),
    videoCodec: z
      .enum([...videoCodecs, 'none'])
      .optional()
      .meta({
        description: "none leaves the picture out. Default: the container's own.",
        example: 'h264',
      }),
    ...size,
    ...rate,
    ...motion,
    ...sound,
  })
  .refine(({ shortSide, width, height }) => !shortSide || (!width && !height), {
    path: ['shortSide'],
    error: 'give either shortSide, or width and height',
  })
  .refine(oneRate, { path: ['crf'], error: 'give only one of crf, videoBitrate and targetBytes' });
export type Rendition = z.infer<typeof rendition>;
