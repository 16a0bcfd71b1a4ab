import { distinctNames } from './distinct-names.ts';
import type { InfoJson } from './info.ts';
import { type MadeFile, pathFactsOf } from './path-facts.ts';
import { pathOf } from './path-template.ts';
import { mostSegmentBytes, safeSegment } from './safe-segment.ts';
import type { DownloadJob } from './schema.ts';
import type { ScratchFile } from './scratch-files.ts';

type Finished = Exclude<ScratchFile, { role: 'partial' }>;

/** A file that is to be named, and what is known of it. */
export type Unnamed = {
  readonly what: Finished;
  readonly size: Omit<MadeFile, 'ext'>;
  /** Of a part: from and to, in seconds of the whole, and its chapter. */
  readonly part?: { readonly from: number | null; readonly to: number | null; readonly title: string | null };
};

export type NamingFacts = {
  readonly info: InfoJson;
  readonly request: Pick<DownloadJob, 'wishes' | 'place'>;
  readonly random: string;
};

/** The same file name with something behind it, and another ending; shortened where it must be. */
const beside = (path: string, behind: string, ext: string): string => {
  const slash = path.lastIndexOf('/') + 1;
  const stem = path.slice(slash).replace(/\.[^.]*$/, '');
  const ending = `.${ext.toLowerCase()}`;
  const tail = safeSegment(`x${behind}`, 120)?.slice(1) ?? '';
  const room = mostSegmentBytes - Buffer.byteLength(tail + ending);
  return `${path.slice(0, slash)}${safeSegment(stem, room) ?? 'file'}${tail}${ending}`;
};

const partName = ({ from, to, title }: NonNullable<Unnamed['part']>): string => {
  if (title) return ` - ${title}`;
  return from === null ? '' : ` (${Math.round(from)}-${to === null ? 'end' : Math.round(to)} s)`;
};

const behind = ({ what, part }: Unnamed, { chapters }: InfoJson): string => {
  if (what.role === 'subtitles') return `.${what.language}`;
  if (what.role === 'thumbnail') return what.id ? `.${what.id}` : '';
  if (what.role === 'media') return part ? partName(part) : '';
  const title = chapters[what.number - 1]?.title;
  return ` - ${String(what.number).padStart(3, '0')}${title ? ` ${title}` : ''}`;
};

/**
 * What files are called: the first, which is the media itself, by the template; whatever goes with it by the same name
 * with its part, chapter, language or size behind it. No two are the same.
 */
export const nameFiles = (files: readonly Unnamed[], { info, request, random }: NamingFacts): string[] => {
  const { wishes, place } = request;
  const [main] = files;
  if (!main) return [];
  const facts = pathFactsOf(info, { file: { ext: main.what.ext, ...main.size }, random, place });
  const path = pathOf(facts, wishes.pathTemplate);
  return distinctNames(
    files.map((file) => {
      const tail = behind(file, info);
      return file === main && tail === '' ? path : beside(path, tail, file.what.ext);
    }),
  );
};
