import * as z from 'zod';
import { defaultPreset } from '#media/schema.ts';

/** What the record of a job says of what was to be made, as far as a mail tells it; it may be an older version's. */
const wish = z.object({
  make: z.object({
    preset: z.string().optional(),
    container: z.string().optional(),
    rendition: z
      .object({
        container: z.string(),
        videoCodec: z.string().optional(),
        audioCodec: z.string().optional(),
        shortSide: z.number().optional(),
        width: z.number().optional(),
        height: z.number().optional(),
      })
      .optional(),
  }),
});
type Rendition = NonNullable<z.infer<typeof wish>['make']['rendition']>;

const spelled: Readonly<Record<string, string>> = {
  ...{ h264: 'H.264', hevc: 'HEVC', av1: 'AV1', vp9: 'VP9' },
  ...{ aac: 'AAC', flac: 'FLAC', mp3: 'MP3', opus: 'Opus', pcm: 'PCM' },
  ...{ dash: 'DASH', gif: 'GIF', hls: 'HLS', m4a: 'M4A', mkv: 'MKV', mov: 'MOV', mp4: 'MP4', ogg: 'Ogg', wav: 'WAV' },
  webm: 'WebM',
};

/** `h264-1080p` is `H.264 1080p`, as the console calls it. */
const title = (name: string): string => {
  const said = name
    .split('-')
    .map((word) => spelled[word] ?? word)
    .join(' ');
  return `${said.charAt(0).toUpperCase()}${said.slice(1)}`;
};

const sizeOf = ({ shortSide, width, height }: Rendition): string | null => {
  if (shortSide !== undefined) return `${shortSide}p`;
  if (width !== undefined && height !== undefined) return `${width} × ${height}`;
  if (width !== undefined) return `${width} wide`;
  return height === undefined ? null : `${height} high`;
};

const codecOf = ({ container, videoCodec, audioCodec }: Rendition): string | null => {
  const codec = videoCodec === undefined || videoCodec === 'none' ? audioCodec : videoCodec;
  return codec === undefined || codec === 'none' || codec === container ? null : title(codec);
};

const byHand = (rendition: Rendition): string =>
  [title(rendition.container), codecOf(rendition), sizeOf(rendition)].filter((word) => word !== null).join(' ');

/** `H.264 1080p`, `WebM VP9 720p`: the format that a job was asked for; null where its record does not tell. */
export const formatInWords = (request: unknown): string | null => {
  const asked = wish.safeParse(request);
  if (!asked.success) return null;
  const { preset, container, rendition } = asked.data.make;
  if (rendition) return byHand(rendition);
  return title(preset ?? container ?? defaultPreset);
};
