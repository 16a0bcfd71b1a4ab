import { EngineError } from '#shared/errors.ts';
import type { ProbeReport } from '#shared/ports/tools.ts';
import type { AudioFacts, SourceFacts, SubtitleFacts } from './facts.ts';
import { numberOf, type ProbeStream, secondsOf, tagOf, textOf } from './probe-fields.ts';
import { sourceLimits } from './source-limits.ts';
import { videoFactsOf } from './video-facts.ts';

const isOf = (type: string) => (stream: ProbeStream) => stream['codec_type'] === type && textOf(stream['codec_name']);
const flag = (stream: ProbeStream, name: string) => (stream['disposition'] as ProbeStream | undefined)?.[name] === 1;

/** Album art and thumbnails are flagged; a lone JPEG or PNG without frame rate beside sound is one too. */
const isStill = (stream: ProbeStream): boolean =>
  flag(stream, 'attached_pic') || flag(stream, 'still_image') || flag(stream, 'timed_thumbnails');

const bitmapSubtitles = ['dvd_subtitle', 'hdmv_pgs_subtitle', 'dvb_subtitle', 'xsub'];
/** Those that ffmpeg can read; it has no decoder for TTML and Blu-ray's text. */
const textSubtitles = [
  ...['subrip', 'ass', 'ssa', 'mov_text', 'webvtt', 'text', 'microdvd', 'sami', 'realtext', 'stl'],
  ...['subviewer', 'subviewer1', 'jacosub', 'mpl2', 'pjs', 'vplayer'],
];

const subtitleKind = (codec: string): SubtitleFacts['kind'] => {
  if (textSubtitles.includes(codec)) return 'text';
  return bitmapSubtitles.includes(codec) ? 'bitmap' : 'other';
};

/** An mp4 keeps a track's title as its handler's name, where most programs leave their own. */
const titleOf = (stream: ProbeStream): string | null => {
  const handler = tagOf(stream, 'handler_name') ?? '';
  return tagOf(stream, 'title') ?? (/handler|core media|gpac|mainconcept|lavf|^\W*$/i.test(handler) ? null : handler);
};

const named = (stream: ProbeStream) => ({
  stream: numberOf(stream['index']) ?? 0,
  codec: textOf(stream['codec_name']) ?? 'unknown',
  language: tagOf(stream, 'language'),
  title: titleOf(stream),
});

const audioFactsOf = (stream: ProbeStream, fileStart: number): AudioFacts => ({
  ...named(stream),
  profile: textOf(stream['profile']),
  channels: numberOf(stream['channels']) ?? 2,
  sampleRate: numberOf(stream['sample_rate']) ?? 48_000,
  bitDepth: numberOf(stream['bits_per_raw_sample']) || numberOf(stream['bits_per_sample']) || null,
  bitrate: numberOf(stream['bit_rate']),
  seconds: secondsOf(stream),
  delay: (numberOf(stream['start_time']) ?? fileStart) - fileStart,
  isDefault: flag(stream, 'default'),
});

const subtitleFactsOf = (stream: ProbeStream): SubtitleFacts => {
  const { stream: index, codec, language, title } = named(stream);
  return { stream: index, codec, kind: subtitleKind(codec), language, title };
};

const area = (stream: ProbeStream): number => (numberOf(stream['width']) ?? 0) * (numberOf(stream['height']) ?? 0);
const mainPicture = (films: readonly ProbeStream[]): ProbeStream | undefined =>
  films.toSorted((a, b) => Number(flag(b, 'default')) - Number(flag(a, 'default')) || area(b) - area(a))[0];

/** Elementary streams without an index: ffprobe divides bytes by bitrate. */
const guessedFormats = [
  'mp3',
  'aac',
  'ac3',
  'eac3',
  'dts',
  'amr',
  'mpeg',
  'mpegts',
  'h264',
  'hevc',
  'flv',
  'mjpeg',
  'm4v',
  'mpegvideo',
  'obu',
  'av1',
  'tta',
  'ape',
];

const refuse = (facts: SourceFacts): SourceFacts => {
  const { video, audio, seconds } = facts;
  if (!video && audio.length === 0) {
    throw new EngineError('source.no-stream', 'the source has neither picture nor sound: a cover, text or data alone');
  }
  if (seconds !== null && seconds > sourceLimits.seconds) {
    const hours = Math.round(seconds / 3600);
    throw new EngineError('source.too-large', `the source claims ${hours} hours; at most 24 can be worked on`);
  }
  if (
    video &&
    (Math.max(video.width, video.height) > sourceLimits.side || video.width * video.height > sourceLimits.pixels)
  ) {
    throw new EngineError(
      'source.too-large',
      `${video.width}x${video.height} is too large; at most 16384 pixels a side and 67 million in all`,
    );
  }
  return facts;
};

/** Makes facts of what ffprobe said, or says why nothing can be made of the source. */
export const sourceFactsOf = (report: ProbeReport, bytes: number): SourceFacts => {
  const streams = report.streams ?? [];
  const format = report.format ?? {};
  const name = (textOf(format['format_name']) ?? '').split(',')[0] ?? '';
  const start = numberOf(format['start_time']) ?? 0;
  const pictures = streams.filter(isOf('video'));
  const film = mainPicture(pictures.filter((stream) => !isStill(stream) && area(stream) > 0));
  const still = pictures.find(isStill);
  const audio = streams
    .filter(isOf('audio'))
    .filter((stream) => numberOf(stream['channels']))
    .slice(0, sourceLimits.audioTracks);
  const subtitles = streams.filter(isOf('subtitle')).slice(0, sourceLimits.subtitleTracks);
  const used = Number(Boolean(film)) + Number(Boolean(still)) + audio.length + subtitles.length;
  return refuse({
    format: name,
    bytes,
    seconds: numberOf(format['duration']),
    secondsAreGuessed: guessedFormats.includes(name),
    video: film ? videoFactsOf(film, format) : null,
    audio: audio.map((stream) => audioFactsOf(stream, start)),
    subtitles: subtitles.map(subtitleFactsOf),
    cover: still ? { stream: numberOf(still['index']) ?? 0, codec: textOf(still['codec_name']) ?? '' } : null,
    chapters: (report.chapters ?? []).length,
    leftOut: streams.length - used,
  });
};
