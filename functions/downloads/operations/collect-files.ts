import { readdir, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Artifact } from '#shared/artifact.ts';
import { EngineError } from '#shared/errors.ts';
import type { WorkContext, WorkPorts } from '#shared/operation.ts';
import { type MadeFacts, madeFactsOf } from '../made-facts.ts';
import { mediaTypeOf } from '../media-type.ts';
import type { Unnamed } from '../name-files.ts';
import type { FinishedFile } from '../read-progress.ts';
import type { FetchWishes } from '../schema.ts';
import { isWanted, type ScratchFile, scratchFile } from '../scratch-files.ts';

/** A finished file of the scratch folder; the media itself comes first. */
export type Collected = Unnamed & Pick<Artifact, 'kind' | 'mediaType' | 'facts'> & { readonly path: string };

type Finished = Exclude<ScratchFile, { role: 'partial' }>;
type Place = { readonly context: WorkContext; readonly tools: WorkPorts['tools'] };

const roles: readonly ScratchFile['role'][] = ['media', 'chapter', 'subtitles', 'thumbnail'];

/** That a site says a page is a film makes it none: what ffprobe does not know is nobody's media. */
const judge = async (path: string, { context, tools }: Place): Promise<MadeFacts> => {
  const { size } = await stat(path);
  if (size === 0) throw new EngineError('source.empty', 'the site sent a file without bytes');
  const made = madeFactsOf(await tools.probe(path, { signal: context.signal, cwd: context.scratch }), size);
  if (made) return made;
  throw new EngineError('source.not-media', 'what the site sent has neither picture nor sound');
};

const noSize = { width: null, height: null };

const collect = async (what: Finished, path: string, finished: readonly FinishedFile[], place: Place) => {
  if (what.role === 'subtitles' || what.role === 'thumbnail') {
    const kind = what.role === 'subtitles' ? ('subtitles' as const) : ('image' as const);
    return { what, path, kind, mediaType: mediaTypeOf(kind, what.ext), size: noSize };
  }
  const { kind, facts } = await judge(path, place);
  const part = finished.find((made) => basename(made.path) === basename(path));
  return {
    ...{ what, path, kind, facts, mediaType: mediaTypeOf(kind, what.ext) },
    size: { width: facts.width ?? null, height: facts.height ?? null },
    ...(part && part.from !== null && { part }),
  };
};

/** What was asked for of what yt-dlp left in the scratch folder, each with what it is. */
export const collectFiles = async (
  finished: readonly FinishedFile[],
  wishes: FetchWishes,
  place: Place,
): Promise<Collected[]> => {
  const { scratch } = place.context;
  const found = (await readdir(scratch))
    .toSorted()
    .map((name) => ({ what: scratchFile(name), path: join(scratch, name) }))
    .toSorted((a, b) => roles.indexOf(a.what?.role ?? 'partial') - roles.indexOf(b.what?.role ?? 'partial'));
  const collected: Collected[] = [];
  for (const { what, path } of found)
    if (what && what.role !== 'partial' && isWanted(what, wishes))
      collected.push(await collect(what, path, finished, place));
  if (collected[0]?.what.role === 'media') return collected;
  throw new EngineError('tool.failed', 'yt-dlp says that it is done, and has left no media');
};
