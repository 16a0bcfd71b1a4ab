import { randomUUID } from 'node:crypto';
import { open, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { WorkContext, WorkStore } from '#shared/operation.ts';
import type { Validators } from '#shared/ports/web.ts';
import { bytesOf, type KeptStream, partialsKey } from '../partials.ts';
import { canBeKnown } from '../same-source.ts';
import type { Stream } from '../streams.ts';
import { type Seen, seeStream } from './see-stream.ts';

/** First after so long: what is fetched by then costs nothing to fetch again. */
const firstMs = 2000;
/** Then as often, or after a fiftieth of the time that it takes already: a day of segments makes no flood of pieces. */
const everyMs = 10_000;
const share = 1 / 50;
/** A piece is held in memory while it is put back. */
const mostPieceBytes = 32 * 1024 ** 2;
/** For what is left to be kept once the work was told to stop. */
const lastMs = 15_000;

type Place = {
  readonly context: WorkContext;
  readonly media: WorkStore;
  /** What the site said of each stream before it was fetched. */
  readonly known: ReadonlyMap<Stream, Promise<Validators | null>>;
};

export type Keeper = {
  /** What is there from now on is changed by what is made of it, and no more what the site sent. */
  readonly freeze: () => void;
  /** Ends; keeps what came since the last time, should somebody go on from it. */
  readonly end: (isGoneOnWith: boolean) => Promise<void>;
};

/** Copies a stretch of a file to one of its own, to be stored. */
const cut = async (from: string, to: string, start: number, bytes: number): Promise<void> => {
  await using file = await open(from);
  const { buffer, bytesRead } = await file.read(Buffer.alloc(bytes), 0, bytes, start);
  if (bytesRead !== bytes) throw new Error('the file is shorter than it was');
  await writeFile(to, buffer);
};

/**
 * Stores what a fetch has of its files in `work/`, piece by piece, so that another worker goes on from there should this
 * one be stopped or die. Each byte is stored once.
 */
export const keepPartials = (restored: readonly KeptStream[], { context, media, known }: Place): Keeper => {
  const { scratch, prefix, log } = context;
  const kept = new Map(restored.map((stream) => [stream.formatId, stream]));
  const run = randomUUID();
  const ended = new AbortController();
  let pieces = 0;
  let isFrozen = false;

  const savePieces = async (seen: Seen, from: number, signal: AbortSignal): Promise<KeptStream['pieces']> => {
    const saved: KeptStream['pieces'] = [];
    for (let start = from; start < seen.bytes; start += mostPieceBytes) {
      pieces += 1;
      const bytes = Math.min(mostPieceBytes, seen.bytes - start);
      const [key, path] = [`${prefix.work}pieces/${run}-${pieces}`, join(scratch, '.piece')];
      await cut(join(scratch, seen.isWhole ? seen.file : `${seen.file}.part`), path, start, bytes);
      await media.save(path, key, { mediaType: 'application/octet-stream', signal });
      saved.push({ key, bytes });
    }
    return saved;
  };

  const keepStream = async (stream: Stream, signal: AbortSignal): Promise<boolean> => {
    const source = await known.get(stream);
    const seen =
      source && canBeKnown(source) ? await seeStream(stream, scratch, known.size === 1).catch(() => null) : null;
    if (!source || !seen) return false;
    const before = kept.get(stream.formatId);
    const had = before && before.file === seen.file && bytesOf(before) <= seen.bytes ? before : undefined;
    if (had && bytesOf(had) === seen.bytes && had.isWhole === seen.isWhole) return false;
    const added = await savePieces(seen, had ? bytesOf(had) : 0, signal);
    const { file, isWhole, state } = seen;
    kept.set(stream.formatId, {
      ...{ formatId: stream.formatId, file, isWhole, state },
      source: had?.source ?? source,
      pieces: [...(had?.pieces ?? []), ...added],
    });
    return true;
  };

  const keep = async (signal: AbortSignal): Promise<void> => {
    let isNew = false;
    for (const stream of known.keys()) if (!isFrozen && (await keepStream(stream, signal))) isNew = true;
    if (!isNew) return;
    const path = join(scratch, '.partials.json');
    await writeFile(path, JSON.stringify({ streams: [...kept.values()] }));
    await media.save(path, partialsKey(prefix.work), { mediaType: 'application/json', signal });
    await rm(join(scratch, '.piece'), { force: true });
  };

  /** A file that was finished, and so renamed, in between is found by its new name next time. */
  const complain = (error: NodeJS.ErrnoException): void => {
    if (!ended.signal.aborted && error.code !== 'ENOENT')
      log(`what was fetched so far could not be kept: ${error.message}`);
  };

  const keeping = (async () => {
    const began = performance.now();
    let pause = firstMs;
    while (!ended.signal.aborted) {
      await sleep(pause, undefined, { signal: ended.signal }).catch(() => {});
      if (ended.signal.aborted) return;
      await keep(AbortSignal.any([context.signal, ended.signal])).catch(complain);
      pause = Math.max(everyMs, (performance.now() - began) * share);
    }
  })();

  return {
    freeze: () => {
      isFrozen = true;
    },
    end: async (isGoneOnWith) => {
      ended.abort();
      await keeping;
      if (isGoneOnWith) await keep(AbortSignal.timeout(lastMs)).catch(() => log('what came last could not be kept'));
    },
  };
};
