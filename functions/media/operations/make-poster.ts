import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { posterArguments } from '../arguments/poster.ts';
import type { Plan } from '../plan.ts';
import type { MadeFile } from './made.ts';
import type { Bench } from './run-steps.ts';

const file = 'poster.jpg';

const isThere = async (path: string): Promise<boolean> => ((await stat(path).catch(() => null))?.size ?? 0) > 0;

/** A still for lists and mails. The film is what was asked for: without a still it is none the worse. */
export const makePoster = async ({ poster, fileName }: Plan, url: string, bench: Bench): Promise<MadeFile | null> => {
  if (!poster) return null;
  const { context, tools, folder } = bench;
  const options = { signal: context.signal, cwd: folder };
  for (const atSeconds of new Set([poster.atSeconds, 0])) {
    await tools.ffmpeg(posterArguments({ ...poster, atSeconds }, url, file), options).catch((error) => {
      context.signal.throwIfAborted();
      context.log(`no poster at ${atSeconds} s: ${error.message}`);
    });
    if (await isThere(join(folder, file))) return posterFile(fileName, poster.picture);
  }
  return null;
};

const posterFile = (fileName: string, { width, height }: { width: number; height: number }): MadeFile => ({
  name: `${fileName.replace(/\.[^.]+$/, '')}.jpg`,
  kind: 'image',
  mediaType: 'image/jpeg',
  file,
  facts: { width, height },
});
