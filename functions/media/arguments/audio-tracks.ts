import type { AudioCodec } from '../containers.ts';
import type { AudioPlan } from '../plan.ts';

/** What the measuring pass of `loudnorm` found, as its JSON has it. */
export type Loudness = {
  readonly input_i: string;
  readonly input_tp: string;
  readonly input_lra: string;
  readonly input_thresh: string;
  readonly target_offset: string;
};

const encoderNames: Readonly<Record<AudioCodec, string>> = {
  aac: 'aac',
  opus: 'libopus',
  mp3: 'libmp3lame',
  flac: 'flac',
  pcm: 'pcm_s16le',
};

const layouts: Readonly<Record<number, string>> = { 1: 'mono', 2: 'stereo', 6: '5.1' };

/** True peak and range as EBU R128 s1 and the large platforms have them. */
const loudnormTarget = (lufs: number): string => `loudnorm=I=${lufs}:TP=-1.5:LRA=11`;

/** Fills the gap of a late beginning, and gaps within, with silence, so that sound starts at zero with the picture. */
const alignment = 'aresample=async=1:first_pts=0';

const layout = ({ channels }: AudioPlan): string[] =>
  layouts[channels] ? [`aformat=channel_layouts=${layouts[channels]}`] : [];

export const loudnessFile = (stream: number): string => `loudness-${stream}.json`;

/** Measures only; what it found lands in `loudnessFile`. */
export const measuringFilters = (plan: AudioPlan): string =>
  [
    alignment,
    ...layout(plan),
    `${loudnormTarget(plan.loudness ?? -16)}:print_format=json:stats_file=${loudnessFile(plan.stream)}`,
  ].join(',');

/** Digital silence measures as minus infinity, and cannot be brought to any loudness. */
const isSilent = ({ input_i }: Loudness): boolean => !(Number(input_i) > -70);

const normalising = (lufs: number, found: Loudness): string =>
  [
    loudnormTarget(lufs),
    `measured_I=${found.input_i}:measured_TP=${found.input_tp}:measured_LRA=${found.input_lra}`,
    `measured_thresh=${found.input_thresh}:offset=${found.target_offset}:linear=true`,
  ].join(':');

const filters = (plan: AudioPlan, found: Loudness | undefined): string =>
  [
    alignment,
    ...layout(plan),
    ...(plan.loudness !== null && found && !isSilent(found) ? [normalising(plan.loudness, found)] : []),
    ...(plan.bitDepth ? [`aformat=sample_fmts=${plan.bitDepth === 16 ? 's16' : 's32'}`] : []),
    `aresample=${plan.sampleRate}`, // loudnorm works at 192 kHz and leaves it so
  ].join(',');

const trackOptions = (plan: AudioPlan, n: number, found: Loudness | undefined): string[] => {
  if (plan.mode === 'copy') return [`-c:a:${n}`, 'copy'];
  const bitrate = plan.bitrate === null ? [] : [`-b:a:${n}`, String(plan.bitrate)];
  return [`-c:a:${n}`, encoderNames[plan.codec], ...bitrate, `-filter:a:${n}`, filters(plan, found)];
};

/** Maps and encodes every sound track; `found` is by source stream. */
export const audioTracks = (
  plans: readonly AudioPlan[],
  found: ReadonlyMap<number, Loudness> = new Map(),
): string[] => [
  ...plans.flatMap(({ stream }) => ['-map', `0:${stream}`]),
  ...plans.flatMap((plan, n) => trackOptions(plan, n, found.get(plan.stream))),
];
