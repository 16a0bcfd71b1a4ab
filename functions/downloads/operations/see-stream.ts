import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Stream } from '../streams.ts';

export type Seen = {
  readonly file: string;
  readonly bytes: number;
  readonly isWhole: boolean;
  readonly state: string | null;
};

const textOf = (path: string): Promise<string | null> => readFile(path, 'utf8').catch(() => null);

/**
 * A file that grows by segments is what yt-dlp's note says only right after the note was written: a segment that was
 * appended since would come twice. Seen twice alike, and the note not older than the file.
 */
const seePieced = async (part: string, note: string): Promise<{ bytes: number; state: string } | null> => {
  const see = async () => {
    const [file, text, noted] = [await stat(part), await textOf(note), await stat(note).catch(() => null)];
    return { bytes: file.size, state: text, isNoted: noted !== null && noted.mtimeMs >= file.mtimeMs };
  };
  const before = await see();
  await sleep(30);
  const { bytes, state, isNoted } = await see();
  return isNoted && state && bytes === before.bytes && state === before.state ? { bytes, state } : null;
};

/** How much of a stream is in the scratch folder; null while that cannot be told, or it is not there. */
export const seeStream = async (
  { isFile, isPieced }: Stream,
  scratch: string,
  isAlone: boolean,
): Promise<Seen | null> => {
  const name = (await readdir(scratch)).find(isFile);
  if (name === undefined) return null;
  const file = name.replace(/\.part$/, '');
  const path = join(scratch, name);
  if (name === file) return isAlone ? null : { file, bytes: (await stat(path)).size, isWhole: true, state: null };
  if (!isPieced) return { file, bytes: (await stat(path)).size, isWhole: false, state: null };
  const seen = await seePieced(path, join(scratch, `${file}.ytdl`));
  return seen && { file, ...seen, isWhole: false };
};
