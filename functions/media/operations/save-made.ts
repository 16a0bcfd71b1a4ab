import { join } from 'node:path';
import type { Artifact } from '#shared/artifact.ts';
import type { WorkContext, WorkStore } from '#shared/operation.ts';
import type { Made, MadeFile } from './made.ts';

type Place = { readonly context: WorkContext; readonly media: WorkStore; readonly folder: string };

/** A long ladder has thousands of small files, each a round trip. */
const atOnce = 8;

const saveFile = async (
  { file, name, kind, mediaType, facts }: MadeFile,
  { context, media, folder }: Place,
): Promise<Artifact> => {
  const key = `${context.prefix.artifacts}${file}`;
  const stored = await media.save(join(folder, file), key, { mediaType, signal: context.signal });
  return { name, kind, key, mediaType, ...stored, ...(facts && { facts }) };
};

/** Their bytes together. */
const saveBeside = async (beside: Made['beside'], { context, media, folder }: Place): Promise<number> => {
  const queue = beside.values();
  const failed = new AbortController();
  const signal = AbortSignal.any([context.signal, failed.signal]);
  let bytes = 0;
  const saver = async () => {
    for (const { file, mediaType } of queue) {
      signal.throwIfAborted();
      const stored = await media.save(join(folder, file), `${context.prefix.artifacts}${file}`, { mediaType, signal });
      bytes += stored.bytes;
    }
  };
  const savers = Array.from({ length: atOnce }, () =>
    saver().catch((error) => {
      failed.abort(error);
      throw error;
    }),
  );
  await Promise.allSettled(savers);
  signal.throwIfAborted();
  return bytes;
};

/** What the main file refers to is saved first: whoever sees it can play it. */
export const saveMade = async (made: Made, poster: MadeFile | null, place: Place): Promise<Artifact[]> => {
  const besideBytes = await saveBeside(made.beside, place);
  const still = poster ? [await saveFile(poster, place)] : [];
  const main = await saveFile(made.main, place);
  const whole = { ...main, bytes: main.bytes + besideBytes, files: 1 + made.beside.length };
  return [made.beside.length > 0 ? whole : main, ...still];
};
