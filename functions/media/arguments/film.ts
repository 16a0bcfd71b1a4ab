import type { Container } from '../containers.ts';
import type { FilmPlan, VideoPlan } from '../plan.ts';
import { audioTracks, type Loudness, measuringFilters } from './audio-tracks.ts';
import { pictureFilters } from './picture-filters.ts';
import { cleanMetadata, type Step } from './step.ts';
import { evenTimes, type Pass, trueTimes, videoEncoder } from './video-encoder.ts';

type Encode = Extract<VideoPlan, { mode: 'encode' }>;

const formats: Readonly<Partial<Record<Container, readonly string[]>>> = {
  mp4: ['-f', 'mp4', '-movflags', '+faststart'],
  mov: ['-f', 'mov', '-movflags', '+faststart'],
  m4a: ['-f', 'ipod', '-movflags', '+faststart'],
  mkv: ['-f', 'matroska'],
  webm: ['-f', 'webm', '-cues_to_front', '1'],
  mp3: ['-f', 'mp3', '-id3v2_version', '3'],
  wav: ['-f', 'wav', '-rf64', 'auto'],
  ogg: ['-f', 'ogg'],
  flac: ['-f', 'flac'],
};

const encodeOptions = (video: Encode, pass: Pass): string[] => [
  ...['-map', `0:${video.picture.stream}`, '-filter:v:0', pictureFilters(video.picture).join(',')],
  ...videoEncoder(video, pass),
  ...(video.picture.fps ? evenTimes : trueTimes),
];

const hevcTag = ({ codec }: VideoPlan, container: Container): string[] =>
  codec === 'hevc' && (container === 'mp4' || container === 'mov') ? ['-tag:v', 'hvc1'] : [];

const videoOptions = (video: VideoPlan | null, container: Container, pass: Pass): string[] => {
  if (!video) return [];
  if (video.mode === 'encode') return encodeOptions(video, pass);
  return ['-map', `0:${video.stream}`, '-c:v:0', 'copy', ...hevcTag(video, container)];
};

/** The album's picture is the second picture where there is a film, else the first. */
const coverOptions = ({ cover, video }: FilmPlan): string[] => {
  if (!cover) return [];
  const n = video ? 1 : 0;
  const codec = cover.mode === 'copy' ? 'copy' : 'mjpeg';
  return ['-map', `0:${cover.stream}`, `-c:v:${n}`, codec, `-disposition:v:${n}`, 'attached_pic'];
};

const subtitleOptions = ({ subtitles }: FilmPlan): string[] =>
  subtitles.flatMap(({ stream, codec }, n) => ['-map', `0:${stream}`, `-c:s:${n}`, codec]);

const measure = (plan: FilmPlan, url: string): Step[] => {
  const tracks = plan.audio.filter(({ loudness, mode }) => mode === 'encode' && loudness !== null);
  if (tracks.length === 0) return [];
  const outputs = tracks.flatMap((track) => [
    '-map',
    `0:${track.stream}`,
    '-filter:a',
    measuringFilters(track),
    '-f',
    'null',
    '-',
  ]);
  return [{ stage: 'measuring', share: 0.1, args: ['-i', url, ...outputs] }];
};

const isTwoPass = ({ video }: FilmPlan): boolean =>
  video?.mode === 'encode' && 'passes' in video.rate && video.rate.passes === 2;

const firstPass = (plan: FilmPlan, url: string): Step[] => {
  if (!isTwoPass(plan)) return [];
  const args = ['-i', url, ...videoOptions(plan.video, plan.container, 1), '-an', '-sn', '-f', 'null', '-'];
  return [{ stage: 'first pass', share: 0.4, args }];
};

/** What must run before the encode; the last step's arguments need what the first found. */
export const filmPreparation = (plan: FilmPlan, url: string): Step[] => [
  ...measure(plan, url),
  ...firstPass(plan, url),
];

export const filmEncode = (
  plan: FilmPlan,
  url: string,
  output: string,
  found: ReadonlyMap<number, Loudness>,
): Step => ({
  stage: plan.video?.mode === 'copy' ? 'copying' : 'encoding',
  share: 1,
  args: [
    ...['-i', url],
    ...videoOptions(plan.video, plan.container, isTwoPass(plan) ? 2 : null),
    ...audioTracks(plan.audio, found),
    ...subtitleOptions(plan),
    ...coverOptions(plan),
    ...cleanMetadata,
    ...(formats[plan.container] ?? []),
    output,
  ],
});
