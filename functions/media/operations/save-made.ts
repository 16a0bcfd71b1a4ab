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

const saveBeside = async (beside: Made['beside'], { context, media, folder }: Place): Promise<void> => {
  const queue = beside.values();
  const failed = new AbortController();
  const signal = AbortSignal.any([context.signal, failed.signal]);
  const saver = async () => {
    for (const { file, mediaType } of queue) {
      signal.throwIfAborted();
      await media.save(join(folder, file), `${context.prefix.artifacts}${file}`, { mediaType, signal });
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
};

/** What the main file refers to is saved first: whoever sees it can play it. */
export const saveMade = async (made: Made, poster: MadeFile | null, place: Place): Promise<Artifact[]> => {
  await saveBeside(made.beside, place);
  const still = poster ? [await saveFile(poster, place)] : [];
  return [await saveFile(made.main, place), ...still];
};
