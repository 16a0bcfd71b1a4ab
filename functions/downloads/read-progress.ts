import { marks } from './arguments/reports.ts';

/** A format that the look chose; the sizes that sites tell are often absent. */
export type ExpectedFile = { readonly formatId: string; readonly bytes: number | null };

export type FetchProgress = {
  /** For people: `fetching video`, `merging`. */
  readonly stage: string;
  /** Of the whole; absent while nobody knows how much there is, as of a stream that goes on. */
  readonly percent?: number;
  /** Fetched so far, of all media files together. */
  readonly bytes: number;
  readonly totalBytes?: number;
  readonly bytesPerSecond?: number;
  readonly etaSeconds?: number;
};

type Transfer = {
  readonly formatId: string;
  readonly bytes: number;
  readonly total: number | null;
  readonly share: number;
};

export type ProgressState = {
  readonly expected: readonly ExpectedFile[];
  /** By the name of its file. */
  readonly transfers: Readonly<Record<string, Transfer>>;
  readonly shown: FetchProgress;
};

/** What is left for the steps after the transfer; each takes a quarter of what is left. */
const percentOfTransfer = 90;
const shareOfStep = 0.25;

const stepNames: Readonly<Record<string, string>> = {
  Merger: 'merging',
  ExtractAudio: 'extracting the sound',
  VideoRemuxer: 'changing the container',
  SubtitlesConvertor: 'converting subtitles',
  ThumbnailsConvertor: 'converting the thumbnail',
  EmbedSubtitle: 'embedding subtitles',
  EmbedThumbnail: 'embedding the thumbnail',
  Metadata: 'writing metadata',
  ModifyChapters: 'cutting',
  SplitChapters: 'splitting by chapters',
  SponsorBlock: 'looking for marked segments',
  MoveFiles: 'finishing',
};

export const beginProgress = (expected: readonly ExpectedFile[]): ProgressState => ({
  expected,
  transfers: {},
  shown: { stage: 'fetching', bytes: 0 },
});

type Report = {
  readonly progress: Readonly<Record<string, unknown>>;
  readonly info: Readonly<Record<string, unknown>>;
};

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
};
const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
const isReport = (value: unknown): value is Report =>
  isRecord(value) && isRecord(value['progress']) && isRecord(value['info']);
const numberOf = (value: unknown): number | null =>
  typeof value === 'number' && Number.isFinite(value) && value >= 0 ? value : null;

const shareOf = ({ progress }: Report, bytes: number, total: number | null): number => {
  if (progress['status'] === 'finished') return 1;
  if (total) return Math.min(1, bytes / total);
  const [done, all] = [numberOf(progress['fragment_index']), numberOf(progress['fragment_count'])];
  return done !== null && all ? Math.min(1, done / all) : 0;
};

const transferOf = (report: Report): Transfer => {
  const { progress, info } = report;
  const bytes = numberOf(progress['downloaded_bytes']) ?? 0;
  const total = numberOf(progress['total_bytes']) ?? numberOf(progress['total_bytes_estimate']);
  return { formatId: String(info['format_id']), bytes, total, share: shareOf(report, bytes, total) };
};

const sum = (numbers: readonly number[]): number => numbers.reduce((all, number) => all + number, 0);

type Weight = { readonly share: number; readonly bytes: number | null };

/** Those that are there, then those that are still to come. */
const weightsOf = (transfers: readonly Transfer[], expected: readonly ExpectedFile[]): Weight[] => {
  const bytesOf = (id: string): number | null => expected.find(({ formatId }) => formatId === id)?.bytes ?? null;
  const isThere = (id: string): boolean => transfers.some(({ formatId }) => formatId === id);
  return [
    ...transfers.map(({ formatId, share, total }) => ({ share, bytes: total ?? bytesOf(formatId) })),
    ...expected.filter(({ formatId }) => !isThere(formatId)).map(({ bytes }) => ({ share: 0, bytes })),
  ];
};

/** A file of unknown size counts as much as the others do on average. */
const percentOf = (weights: readonly Weight[]): number => {
  const known = weights.flatMap(({ bytes }) => bytes ?? []);
  const average = known.length > 0 ? sum(known) / known.length : 1;
  const weightOf = ({ bytes }: Weight): number => bytes ?? average;
  const all = sum(weights.map(weightOf));
  return all === 0 ? 0 : (percentOfTransfer * sum(weights.map((one) => one.share * weightOf(one)))) / all;
};

const stageOf = ({ info: { vcodec, acodec } }: Report): string => {
  if (vcodec === 'none' && acodec !== 'none') return 'fetching audio';
  return vcodec !== 'none' && acodec === 'none' ? 'fetching video' : 'fetching';
};

const rounded = (percent: number): number => Math.round(percent * 10) / 10;

const afterTransfer = (state: ProgressState, report: Report): ProgressState => {
  const { progress, info } = report;
  // subtitles and pictures are small, and of no format
  if (info['format_id'] === undefined)
    return { ...state, shown: { ...state.shown, stage: 'fetching what goes with it' } };

  const transfers = { ...state.transfers, [String(progress['filename'])]: transferOf(report) };
  const all = Object.values(transfers);
  const weights = weightsOf(all, state.expected);
  const bytes = sum(all.map((transfer) => transfer.bytes));
  const totals = weights.map((weight) => weight.bytes);
  const totalBytes = totals.every((total) => total !== null) ? sum(totals.map((total) => total ?? 0)) : null;
  const speed = numberOf(progress['speed']);
  const percent = Math.max(rounded(percentOf(weights)), state.shown.percent ?? 0);
  const eta = totalBytes !== null && speed ? Math.max(0, totalBytes - bytes) / speed : numberOf(progress['eta']);
  return {
    ...state,
    transfers,
    shown: {
      stage: stageOf(report),
      ...(percent > 0 && { percent }),
      bytes,
      ...(totalBytes !== null && { totalBytes }),
      ...(speed !== null && { bytesPerSecond: Math.round(speed) }),
      ...(eta !== null && { etaSeconds: Math.round(eta) }),
    },
  };
};

const afterStep = (state: ProgressState, { status, postprocessor }: Record<string, unknown>): ProgressState => {
  const { percent = 0, bytes } = state.shown;
  const name = String(postprocessor);
  const stage = stepNames[name] ?? (name.startsWith('Fixup') ? 'repairing' : 'finishing');
  const reached = status === 'finished' ? percent + (100 - percent) * shareOfStep : percent;
  // steps before the transfer, such as the conversion of subtitles, bring it no further
  const counts = Object.keys(state.transfers).length > 0;
  return { ...state, shown: { stage, bytes, ...(counts && { percent: rounded(reached) }) } };
};

/** What a line of yt-dlp's standard output or standard error changes; most lines change nothing. */
export const readProgress = (state: ProgressState, line: string): ProgressState => {
  if (line.startsWith(marks.step)) {
    const step = parse(line.slice(marks.step.length));
    return isRecord(step) ? afterStep(state, step) : state;
  }
  if (!line.startsWith(marks.transfer)) return state;
  const report = parse(line.slice(marks.transfer.length));
  return isReport(report) ? afterTransfer(state, report) : state;
};

/** A file that is finished, by the line that says so; null for any other line. */
export const finishedFile = (line: string): FinishedFile | null => {
  if (!line.startsWith(marks.made)) return null;
  const made = parse(line.slice(marks.made.length));
  if (!isRecord(made) || typeof made['filepath'] !== 'string') return null;
  const { filepath, section_title: title } = made;
  return {
    path: filepath,
    from: numberOf(made['section_start']),
    to: numberOf(made['section_end']),
    title: typeof title === 'string' ? title : null,
  };
};

export type FinishedFile = {
  readonly path: string;
  /** Seconds of the source, where it is a part of it. */
  readonly from: number | null;
  readonly to: number | null;
  /** Of the chapter that it is. */
  readonly title: string | null;
};
