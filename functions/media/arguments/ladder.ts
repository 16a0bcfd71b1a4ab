import type { LadderPlan, RungPlan } from '../plan.ts';
import { audioTracks } from './audio-tracks.ts';
import { pictureFilters } from './picture-filters.ts';
import type { Step } from './step.ts';
import { evenTimes, trueTimes, videoEncoder } from './video-encoder.ts';

/**
 * Decoded, upright, square and tone-mapped once; then one scaler for each rung. Even sides bend the shape by less than a
 * pixel: were that told to players, each would scale every frame to mend it.
 */
const filterGraph = ({ picture, rungs }: LadderPlan): string => {
  if (!picture) return '';
  const common = `[0:${picture.stream}]${pictureFilters(picture).join(',')}`;
  const scalers = rungs.map(({ width, height }, n) => `[r${n}]scale=${width}:${height}:flags=bicubic,setsar=1[v${n}]`);
  return [`${common},split=${rungs.length}${rungs.map((_, n) => `[r${n}]`).join('')}`, ...scalers].join(';');
};

/** No key frames but those on segment boundaries, the same on every rung: only then can a player change over. */
const alignedKeys = (segmentSeconds: number): string[] => [
  ...['-force_key_frames:v', `expr:gte(t,n_forced*${segmentSeconds})`, '-sc_threshold:v', '0'],
];

const rungOptions = (rung: RungPlan, n: number, plan: LadderPlan): string[] => {
  const rate = { crf: rung.crf, maxBitrate: rung.maxBitrate };
  const encoder = videoEncoder({ codec: 'h264', rate, speed: plan.speed, keyInterval: 100_000, keepsHdr: false });
  return perStream(encoder, n);
};

/** Turns `-crf 22` and `-c:v libx264` into the options of one output stream. */
const perStream = (options: readonly string[], n: number): string[] =>
  options.map((word) => (/^-[a-z]/i.test(word) ? `${word.replace(/:v$/, '')}:v:${n}` : word));

const pictures = (plan: LadderPlan): string[] => {
  if (!plan.picture) return [];
  return [
    ...['-filter_complex', filterGraph(plan)],
    ...plan.rungs.flatMap((_, n) => ['-map', `[v${n}]`]),
    ...plan.rungs.flatMap((rung, n) => rungOptions(rung, n, plan)),
    ...alignedKeys(plan.segmentSeconds),
    ...(plan.picture.fps ? evenTimes : trueTimes),
  ];
};

export const audioName = (n: number): string => `audio-${n}`;

const streamMap = ({ rungs, audio }: LadderPlan): string =>
  [...rungs.map(({ name }, n) => `v:${n},name:${name}`), ...audio.map((_, n) => `a:${n},name:${audioName(n)}`)].join(
    ' ',
  );

/**
 * Without `avoid_negative_ts disabled` everything would start late by the frames that B-frames are held back; with it the
 * edit list says so, as in DASH, and all starts at zero.
 */
const hlsOutput = (plan: LadderPlan): string[] => [
  ...[
    '-f',
    'hls',
    '-avoid_negative_ts',
    'disabled',
    '-hls_time',
    String(plan.segmentSeconds),
    '-hls_playlist_type',
    'vod',
  ],
  ...['-hls_segment_type', 'fmp4', '-hls_flags', 'independent_segments', '-hls_list_size', '0'],
  ...['-hls_fmp4_init_filename', 'init.mp4', '-hls_segment_filename', '%v/%05d.m4s'],
  ...['-var_stream_map', streamMap(plan), '%v/index.m3u8'],
];

/** One for each sound track, and for now one for each rung: `dash-manifest.ts` joins those, and says why. */
const adaptationSets = ({ rungs, audio }: LadderPlan): string =>
  [...rungs, ...audio].map((_, n) => `id=${n},streams=${n}`).join(' ');

const dashOutput = (plan: LadderPlan): string[] => [
  ...['-f', 'dash', '-seg_duration', String(plan.segmentSeconds), '-use_template', '1', '-use_timeline', '1'],
  ...['-adaptation_sets', adaptationSets(plan)],
  ...['-init_seg_name', '$RepresentationID$-init.m4s', '-media_seg_name', '$RepresentationID$-$Number%05d$.m4s'],
  'manifest.mpd',
];

/** Text tracks of an HLS ladder, each whole in one file beside it. */
const textOutputs = ({ subtitles }: LadderPlan): string[] =>
  subtitles.flatMap(({ stream }, n) => ['-map', `0:${stream}`, '-f', 'webvtt', `text-${n}.vtt`]);

/**
 * An AAC encoder begins with a packet of its own that lies before zero (its priming), which players of segments take for
 * a gap. Without it the first 21 ms of sound fade in, as they do after every seek, and all else stays at its time.
 */
const fromZero = ['-bsf:a', String.raw`noise=drop=lt(pts\,0)`];

/** The source is read and decoded once for all rungs. Runs in the ladder's own folder. */
export const ladderStep = (plan: LadderPlan, url: string): Step => ({
  stage: 'encoding',
  share: 1,
  args: [
    ...['-i', url],
    ...pictures(plan),
    ...audioTracks(plan.audio),
    ...(plan.audio.length > 0 ? fromZero : []),
    ...['-map_metadata', '-1', '-map_chapters', '-1', '-dn'],
    ...(plan.container === 'hls' ? hlsOutput(plan) : dashOutput(plan)),
    ...textOutputs(plan),
  ],
});
