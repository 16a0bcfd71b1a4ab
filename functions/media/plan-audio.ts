import { audioBitrateFor } from './bitrate.ts';
import { type AudioCodec, containerRules } from './containers.ts';
import type { AudioFacts, SourceFacts } from './facts.ts';
import { languageName } from './language.ts';
import type { AudioPlan } from './plan.ts';
import type { Planned } from './plan-video.ts';
import type { Target } from './target.ts';

/** Null: without loss, so without a rate. */
const defaultBitrate: Readonly<Record<AudioCodec, number | null>> = {
  aac: 160_000,
  opus: 128_000,
  mp3: 192_000,
  flac: null,
  pcm: null,
};

/** What ffprobe calls each codec when it may go as it is. */
const sameCodec: Readonly<Record<AudioCodec, (facts: AudioFacts) => boolean>> = {
  aac: ({ codec, profile }) => codec === 'aac' && profile === 'LC',
  opus: ({ codec }) => codec === 'opus',
  mp3: ({ codec }) => codec === 'mp3',
  flac: ({ codec }) => codec === 'flac',
  pcm: ({ codec }) => codec === 'pcm_s16le',
};

/** Containers whose packets carry true times, or that hold nothing but sound. */
const copyableFormats = ['mov', 'matroska', 'mp3', 'wav', 'flac', 'ogg'];

/** mp3 ends at 48 kHz, and no AAC player is sure of more; Opus has one rate only. */
const sampleRateFor = (codec: AudioCodec, rate: number): number => {
  if (codec === 'opus') return 48_000;
  return codec === 'flac' || codec === 'pcm' ? rate : Math.min(rate, 48_000);
};

/** Studio recordings keep their 24 bits in flac; wav is made for programs that expect 16. */
const bitDepthFor = (codec: AudioCodec, depth: number | null): AudioPlan['bitDepth'] => {
  if (codec === 'flac') return (depth ?? 16) > 16 ? 24 : 16;
  return codec === 'pcm' ? 16 : null;
};

const channelsFor = (codec: AudioCodec, channels: number, most: number): number => {
  const kept = Math.min(channels, codec === 'mp3' ? Math.min(most, 2) : most);
  return kept > 2 && kept < 6 ? 2 : kept;
};

const fitsAsItIs = (source: AudioFacts, facts: SourceFacts, target: Target, plan: Omit<AudioPlan, 'mode'>): boolean =>
  sameCodec[plan.codec](source) &&
  copyableFormats.includes(facts.format) &&
  target.rungs === undefined && // segments want frames of our own cutting
  plan.loudness === null &&
  source.channels === plan.channels &&
  source.sampleRate === plan.sampleRate &&
  Math.abs(source.delay) < 0.1 &&
  (plan.bitrate === null || (target.targetBytes === undefined && (source.bitrate ?? 0) <= plan.bitrate * 1.7));

const defaultFor = (codec: AudioCodec, facts: SourceFacts, { targetBytes, container }: Target): number | null => {
  const usual = defaultBitrate[codec];
  if (!usual || !targetBytes || !facts.seconds) return usual;
  const tracks = Math.min(facts.audio.length, containerRules[container].audioTracks);
  return audioBitrateFor(targetBytes, facts.seconds, { tracks, usual });
};

const planTrack = (source: AudioFacts, facts: SourceFacts, target: Target, codec: AudioCodec): AudioPlan => {
  const channels = channelsFor(codec, source.channels, target.audioChannels);
  const bitrate = target.audioBitrate ?? defaultFor(codec, facts, target);
  const plan = {
    stream: source.stream,
    codec,
    bitrate: defaultBitrate[codec] === null ? null : bitrate && (channels > 2 ? bitrate * 2 : bitrate),
    channels,
    sampleRate: sampleRateFor(codec, source.sampleRate),
    bitDepth: bitDepthFor(codec, source.bitDepth),
    loudness: target.loudness ?? null,
    language: source.language,
    title: source.title,
    isDefault: source.isDefault,
  };
  return { mode: fitsAsItIs(source, facts, target, plan) ? 'copy' : 'encode', ...plan };
};

const trackNotes = (source: AudioFacts, plan: AudioPlan): string[] => {
  const name = languageName(plan.language) ?? `track ${plan.stream}`;
  if (plan.mode === 'copy') return [`sound copied: it fits as it is (${name})`];
  const mixed = `sound mixed down from ${source.channels} to ${plan.channels} channels (${name})`;
  const levelled = `sound brought to ${plan.loudness} LUFS (${name})`;
  return [...(source.channels > plan.channels ? [mixed] : []), ...(plan.loudness !== null ? [levelled] : [])];
};

/** The sound tracks that go along: all that the container carries, the default one first. */
export const planAudio = (facts: SourceFacts, target: Target): Planned<AudioPlan[]> => {
  const { audioCodec: codec } = target;
  if (!codec) return { made: [], notes: facts.audio.length > 0 ? ['sound left out'] : [] };
  const sorted = facts.audio.toSorted((a, b) => Number(b.isDefault) - Number(a.isDefault));
  const chosen = sorted.slice(0, containerRules[target.container].audioTracks);
  const made = chosen.map((track) => planTrack(track, facts, target, codec));
  const notes = chosen.flatMap((track, index) => (made[index] ? trackNotes(track, made[index]) : []));
  const left = sorted.length - chosen.length;
  if (left > 0)
    notes.push(
      `${left} more sound ${left === 1 ? 'track' : 'tracks'} left out: ${target.container} carries ${chosen.length}`,
    );
  return { made, notes };
};
