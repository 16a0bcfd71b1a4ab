import type { Artifact } from '#shared/artifact.ts';
import type { ProbeReport } from '#shared/ports/tools.ts';

type Stream = NonNullable<ProbeReport['streams']>[number];

export type MadeFacts = { readonly kind: 'video' | 'audio'; readonly facts: NonNullable<Artifact['facts']> };

const positive = (value: unknown): number | undefined => {
  const number = Number(value);
  return Number.isFinite(number) && number > 0 ? number : undefined;
};

const round = (value: number): number => Math.round(value * 1000) / 1000;

/** A cover is a stream of one picture. */
const isCover = ({ disposition }: Stream): boolean =>
  (disposition as Readonly<Record<string, unknown>> | undefined)?.['attached_pic'] === 1;

const isTurned = (stream: Stream): boolean =>
  ((stream['side_data_list'] ?? []) as Stream[]).some(({ rotation }) => Math.abs(Number(rotation)) % 180 === 90);

const pictureOf = (stream: Stream): MadeFacts['facts'] => {
  const [width, height] = [positive(stream['width']), positive(stream['height'])];
  const [up = 0, down = 1] = String(stream['avg_frame_rate'] ?? '')
    .split('/')
    .map(Number);
  const fps = positive(up / down);
  const [across, along] = isTurned(stream) ? [height, width] : [width, height];
  return {
    ...(across && along && { width: across, height: along }),
    ...(fps && { fps: round(fps) }),
    videoCodec: String(stream['codec_name'] ?? 'unknown'),
  };
};

/** What ffprobe says of a file that was fetched; null when it holds neither picture nor sound. */
export const madeFactsOf = ({ streams = [], format = {} }: ProbeReport, bytes: number): MadeFacts | null => {
  const picture = streams.find((stream) => stream['codec_type'] === 'video' && !isCover(stream));
  const sound = streams.find((stream) => stream['codec_type'] === 'audio');
  if (!picture && !sound) return null;
  const seconds = positive(format['duration']);
  const facts = {
    ...(seconds && { seconds: round(seconds), bitrate: Math.round((bytes * 8) / seconds) }),
    ...(picture && pictureOf(picture)),
    ...(sound && { audioCodec: String(sound['codec_name'] ?? 'unknown') }),
  };
  return { kind: picture ? 'video' : 'audio', facts };
};
