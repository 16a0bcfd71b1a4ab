import { randomUUID } from 'node:crypto';
import { open, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { WorkContext, WorkStore } from '#shared/operation.ts';
import type { Validators } from '#shared/ports/web.ts';
import { bytesOf, type KeptStream, type KeptUpload, partialsKey } from '../partials.ts';
import { canBeKnown } from '../same-source.ts';
import type { Stream } from '../streams.ts';
import { type Seen, seeStream } from './see-stream.ts';

/** Until there is something, looked for so often: what is fetched sooner costs nothing to fetch again. */
const firstMs = 2000;
/** Then as often, or after a fiftieth of the time that it takes already: a day of segments makes no flood of pieces. */
const everyMs = 10_000;
const share = 1 / 50;
/** A piece is held in memory while it is put back. */
const mostPieceBytes = 32 * 1024 ** 2;
/** What comes faster than so much each time is soon fetched again: to keep it would slow the fetch down. */
const mostBytesAtOnce = 64 * 1024 ** 2;
/** For what is left to be kept once the work was told to stop, and for the note of it. */
const lastMs = 10_000;
const lastNoteMs = 15_000;

/** How much is kept this time, and for how long; whether there will be another. */
type Round = { readonly signal: AbortSignal; readonly mostBytes: number; readonly isLast: boolean };

type Place = {
  readonly context: WorkContext;
  readonly media: WorkStore;
  /** What the site said of each stream before it was fetched. */
  readonly known: ReadonlyMap<Stream, Promise<Validators | null>>;
  /** What the store has of the one file that is sent while it is fetched. */
  readonly sent: () => KeptUpload | null;
};

export type Keeper = {
  /** What is there from now on is changed by what is made of it, and no more what the site sent. */
  readonly freeze: () => void;
  /** Ends; keeps what came since the last time, should somebody go on from it. */
  readonly end: (isGoneOnWith: boolean) => Promise<void>;
};

const isSameUpload = (a: KeptUpload | null | undefined, b: KeptUpload | null): boolean =>
  (a?.id ?? null) === (b?.id ?? null) && (a?.parts ?? 0) === (b?.parts ?? 0);

/** Copies a stretch of a file to one of its own, to be stored. */
const cut = async (from: string, to: string, start: number, bytes: number): Promise<void> => {
  await using file = await open(from);
  const { buffer, bytesRead } = await file.read(Buffer.alloc(bytes), 0, bytes, start);
  if (bytesRead !== bytes) throw new Error('the file is shorter than it was');
  await writeFile(to, buffer);
};

/**
 * Stores what a fetch has of its files in `work/`, piece by piece, so that another worker goes on from there should this
 * one be stopped or die. What comes faster than a part each time is stored once.
 */
export const keepPartials = (restored: readonly KeptStream[], { context, media, known, sent }: Place): Keeper => {
  const { scratch, prefix, log } = context;
  const kept = new Map(restored.map((stream) => [stream.formatId, stream]));
  const run = randomUUID();
  const ended = new AbortController();
  let pieces = 0;
  let isFrozen = false;

  const savePiece = async ({ file, isWhole }: Seen, start: number, bytes: number, signal: AbortSignal) => {
    pieces += 1;
    const [key, path] = [`${prefix.work}pieces/${run}-${pieces}`, join(scratch, '.piece')];
    await cut(join(scratch, isWhole ? file : `${file}.part`), path, start, bytes);
    await media.save(path, key, { mediaType: 'application/octet-stream', signal });
    return { key, bytes };
  };

  /** What is to be added to what is kept of a stream, if anything is. */
  const whatIsNew = async (stream: Stream): Promise<{ readonly had: KeptStream; readonly seen: Seen } | null> => {
    const source = await known.get(stream);
    if (!source || !canBeKnown(source)) return null;
    const upload = sent(); // before the file is looked at, which is at least as long
    const seen = await seeStream(stream, scratch, known.size === 1).catch(() => null);
    if (!seen) return null;
    const { formatId } = stream;
    const none = { formatId, source, file: seen.file, upload, pieces: [], isWhole: false, state: null };
    const before = kept.get(formatId);
    const isBehind = before?.file === seen.file && isSameUpload(before.upload, upload);
    const had = before && isBehind && bytesOf(before) <= seen.bytes ? before : none;
    return bytesOf(had) < seen.bytes || had.isWhole !== seen.isWhole || !isBehind ? { had, seen } : null;
  };

  /** Of segments all must be kept that the note tells of, or none; any other file is kept as far as it goes. */
  const keepStream = async (stream: Stream, { signal, mostBytes, isLast }: Round): Promise<boolean> => {
    const found = await whatIsNew(stream);
    if (!found) return false;
    const { had, seen } = found;
    if (had.upload && !isSameUpload(kept.get(stream.formatId)?.upload, had.upload) && !isLast) {
      kept.set(stream.formatId, had); // what is behind these parts is soon one itself
      return true;
    }
    const most = Math.min(seen.bytes, bytesOf(had) + mostBytes);
    if (seen.state !== null && most < seen.bytes) return false;
    let now = had;
    for (let at = bytesOf(had); at < most && !signal.aborted; at = bytesOf(now)) {
      const piece = await savePiece(seen, at, Math.min(mostPieceBytes, most - at), signal);
      now = { ...now, pieces: [...now.pieces, piece] };
      if (seen.state === null) kept.set(stream.formatId, now);
    }
    if (bytesOf(now) === seen.bytes) kept.set(stream.formatId, { ...now, isWhole: seen.isWhole, state: seen.state });
    return true;
  };

  const keep = async (round: Round, noteSignal = round.signal): Promise<void> => {
    let isNew = false;
    for (const stream of known.keys()) if (!isFrozen && (await keepStream(stream, round))) isNew = true;
    if (!isNew) return;
    const path = join(scratch, '.partials.json');
    await writeFile(path, JSON.stringify({ streams: [...kept.values()] }));
    await media.save(path, partialsKey(prefix.work), { mediaType: 'application/json', signal: noteSignal });
    await rm(join(scratch, '.piece'), { force: true });
  };

  const keepLast = (): Promise<void> => {
    const round = { signal: AbortSignal.timeout(lastMs), mostBytes: Number.POSITIVE_INFINITY, isLast: true };
    return keep(round, AbortSignal.timeout(lastNoteMs)).catch(() => log('what came last could not be kept'));
  };

  /** A file that was finished, and so renamed, in between is found by its new name next time. */
  const complain = (error: NodeJS.ErrnoException): void => {
    if (!ended.signal.aborted && error.code !== 'ENOENT')
      log(`what was fetched so far could not be kept: ${error.message}`);
  };

  const keeping = (async () => {
    const began = performance.now();
    const signal = AbortSignal.any([context.signal, ended.signal]);
    let pause = firstMs;
    while (!ended.signal.aborted) {
      await sleep(pause, undefined, { signal: ended.signal }).catch(() => {});
      if (ended.signal.aborted) return;
      await keep({ signal, mostBytes: mostBytesAtOnce, isLast: false }).catch(complain);
      if (pieces > 0 || sent()) pause = Math.max(everyMs, (performance.now() - began) * share);
    }
  })();

  return {
    freeze: () => {
      isFrozen = true;
    },
    end: async (isGoneOnWith) => {
      ended.abort();
      await keeping;
      if (isGoneOnWith) await keepLast();
    },
  };
};
