import type { AudioFacts, SubtitleFacts } from './facts.ts';
import { numberOf, type ProbeStream, secondsOf, tagOf, textOf } from './probe-fields.ts';

export const hasFlag = (stream: ProbeStream, name: string): boolean =>
  (stream['disposition'] as ProbeStream | undefined)?.[name] === 1;

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

export const audioFactsOf = (stream: ProbeStream, fileStart: number): AudioFacts => ({
  ...named(stream),
  profile: textOf(stream['profile']),
  channels: numberOf(stream['channels']) ?? 2,
  sampleRate: numberOf(stream['sample_rate']) ?? 48_000,
  bitDepth: numberOf(stream['bits_per_raw_sample']) || numberOf(stream['bits_per_sample']) || null,
  bitrate: numberOf(stream['bit_rate']),
  seconds: secondsOf(stream),
  delay: (numberOf(stream['start_time']) ?? fileStart) - fileStart,
  isDefault: hasFlag(stream, 'default'),
});

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

export const subtitleFactsOf = (stream: ProbeStream): SubtitleFacts => {
  const facts = named(stream);
  return { ...facts, kind: subtitleKind(facts.codec) };
};
