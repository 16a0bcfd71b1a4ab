import type { ProbeReport } from '#shared/ports/tools.ts';
import type { SourceFacts } from './facts.ts';
import { numberOf, type ProbeStream, textOf } from './probe-fields.ts';
import { refuseSource } from './refuse-source.ts';
import { sourceLimits } from './source-limits.ts';
import { audioFactsOf, hasFlag, subtitleFactsOf } from './track-facts.ts';
import { videoFactsOf } from './video-facts.ts';

const isOf = (type: string) => (stream: ProbeStream) =>
  stream['codec_type'] === type && textOf(stream['codec_name']) !== null;

/** Album art and thumbnails. */
const isStill = (stream: ProbeStream): boolean =>
  ['attached_pic', 'still_image', 'timed_thumbnails'].some((name) => hasFlag(stream, name));

const area = (stream: ProbeStream): number => (numberOf(stream['width']) ?? 0) * (numberOf(stream['height']) ?? 0);

const byDefaultThenArea = (a: ProbeStream, b: ProbeStream): number =>
  Number(hasFlag(b, 'default')) - Number(hasFlag(a, 'default')) || area(b) - area(a);

/** The streams to work on; the first of several films is the one that players show. */
const choose = (streams: readonly ProbeStream[]) => {
  const pictures = streams.filter(isOf('video'));
  const films = pictures.filter((stream) => !isStill(stream) && area(stream) > 0);
  const sounds = streams.filter(isOf('audio')).filter((stream) => numberOf(stream['channels']));
  return {
    film: films.toSorted(byDefaultThenArea)[0],
    still: pictures.find(isStill),
    sounds: sounds.slice(0, sourceLimits.audioTracks),
    texts: streams.filter(isOf('subtitle')).slice(0, sourceLimits.subtitleTracks),
  };
};

/** Containers without an index, whose length ffprobe divides from bytes and bitrate, or takes from what it saw. */
const guessedFormats = [
  ...['mp3', 'aac', 'ac3', 'eac3', 'dts', 'amr', 'mpeg', 'mpegts', 'h264', 'hevc', 'flv', 'mjpeg', 'm4v'],
  ...['mpegvideo', 'obu', 'av1', 'tta', 'ape'],
];

const coverOf = (still: ProbeStream | undefined): SourceFacts['cover'] =>
  still ? { stream: numberOf(still['index']) ?? 0, codec: textOf(still['codec_name']) ?? 'unknown' } : null;

/** Makes facts of what ffprobe said, or says why nothing can be made of the source. */
export const sourceFactsOf = (
  { format = {}, streams = [], chapters = [] }: ProbeReport,
  bytes: number,
): SourceFacts => {
  const name = textOf(format['format_name'])?.split(',')[0] ?? 'unknown';
  const start = numberOf(format['start_time']) ?? 0;
  const { film, still, sounds, texts } = choose(streams);
  const facts: SourceFacts = {
    format: name,
    bytes,
    seconds: numberOf(format['duration']),
    secondsAreGuessed: guessedFormats.includes(name),
    video: film ? videoFactsOf(film, format) : null,
    audio: sounds.map((stream) => audioFactsOf(stream, start)),
    subtitles: texts.map(subtitleFactsOf),
    cover: coverOf(still),
    chapters: chapters.length,
    leftOut: streams.length - sounds.length - texts.length - (film ? 1 : 0) - (still ? 1 : 0),
  };
  refuseSource(facts);
  return facts;
};
