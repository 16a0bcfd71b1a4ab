import type { PathVariable } from './path-variables.ts';
import { mostSegmentBytes, safeSegment } from './safe-segment.ts';

/** What is known of a file that was fetched; absent where the site does not say. */
export type PathFacts = {
  readonly id: string;
  readonly title: string | null;
  /** Without its dot. */
  readonly ext: string;
  readonly uploader: string | null;
  readonly channel: string | null;
  /** `2026-04-01` */
  readonly date: string | null;
  readonly random: string;
  readonly playlist: string | null;
  readonly playlistIndex: number | null;
  readonly width: number | null;
  readonly height: number | null;
  readonly seconds: number | null;
  readonly site: string;
  readonly index: number | null;
};

/** A key has at most 1024 bytes (S3), and the owner's and the job's ids come before the path. */
const mostPathBytes = 800;
const usualTemplate = '{title}.{ext}';

/** ASCII without spaces, for shells and old programs. */
const plain = (title: string): string =>
  title
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^A-Za-z0-9.-]+/g, '_')
    .replace(/^[_.]+|[_.]+$/g, '');

const counted = (number: number | null): string => (number === null ? '' : String(number).padStart(3, '0'));

const extensionOf = ({ ext }: PathFacts): string => (/^[A-Za-z0-9]{1,10}$/.test(ext) ? ext.toLowerCase() : 'bin');

const textOf: Readonly<Record<PathVariable, (facts: PathFacts) => string>> = {
  id: ({ id }) => id,
  title: ({ title, id }) => title ?? id,
  safe_title: ({ title, id }) => plain(title ?? '') || plain(id),
  ext: extensionOf,
  uploader: ({ uploader }) => uploader ?? '',
  channel: ({ channel, uploader }) => channel ?? uploader ?? '',
  date: ({ date }) => date ?? '',
  year: ({ date }) => date?.slice(0, 4) ?? '',
  month: ({ date }) => date?.slice(5, 7) ?? '',
  random: ({ random }) => random,
  playlist: ({ playlist }) => playlist ?? '',
  playlist_index: ({ playlistIndex }) => counted(playlistIndex),
  resolution: ({ width, height }) => (width && height ? `${width}x${height}` : 'audio'),
  duration: ({ seconds }) => (seconds === null ? '' : String(Math.round(seconds))),
  site: ({ site }) => site,
  index: ({ index }) => counted(index),
};

const fill = (segment: string, facts: PathFacts): string =>
  segment.replace(/\{(\w+)\}/g, (_, name: string) => textOf[name as PathVariable](facts));

/**
 * The relative path of a file, by a template that was found valid: every part safe for S3, Windows and macOS, the
 * file with its own ending. A part of which nothing is left becomes the id.
 */
export const pathOf = (facts: PathFacts, template: string = usualTemplate): string => {
  const segments = template.split('/');
  const room = Math.min(mostSegmentBytes, Math.floor(mostPathBytes / segments.length));
  const ending = `.${extensionOf(facts)}`;
  const safe = (text: string, mostBytes: number): string =>
    safeSegment(text, mostBytes) ?? safeSegment(facts.id, mostBytes) ?? 'file';

  const folders = segments.slice(0, -1).map((segment) => safe(fill(segment, facts), room));
  const last = fill(segments.at(-1) ?? '', facts);
  const stem = last.toLowerCase().endsWith(ending) ? last.slice(0, -ending.length) : last;
  return [...folders, `${safe(stem, room - ending.length)}${ending}`].join('/');
};
