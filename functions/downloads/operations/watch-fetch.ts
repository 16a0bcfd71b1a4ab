import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Progress, WorkContext } from '#shared/operation.ts';
import type { WebAccess } from '#shared/ports/web.ts';
import { beginProgress, type ExpectedFile, type FetchProgress, readProgress } from '../read-progress.ts';

const beatMs = 2000;

export type Watched = {
  readonly context: Pick<WorkContext, 'scratch' | 'report'>;
  readonly web: Pick<WebAccess, 'bytes'>;
  readonly expected: readonly ExpectedFile[];
  /** Of a stream that is recorded for so long. */
  readonly minutes?: number | undefined;
};

type Watch = Disposable & {
  readonly take: (line: string) => void;
  /** Whether the files are being worked on, and the site has sent all of them. */
  readonly isFetched: () => boolean;
};

const bytesIn = async (folder: string): Promise<number> => {
  const names = await readdir(folder);
  const sizes = await Promise.all(names.map((name) => stat(join(folder, name)).then(({ size }) => size, () => 0))); // biome-ignore format: one thought
  return sizes.reduce((sum, size) => sum + size, 0);
};

/** Sites give sizes that are estimates; the record has whole bytes. */
const asProgress = ({ stage, percent, ...numbers }: FetchProgress): Progress => ({
  stage,
  ...(percent !== undefined && { percent }),
  ...Object.fromEntries(Object.entries(numbers).map(([name, value]) => [name, Math.round(value)])),
});

/**
 * Reports what yt-dlp says of its progress. While ffmpeg fetches or makes something for it, it says nothing: then that
 * bytes come in, or that files change, is what tells that the work is alive.
 */
export const watchFetch = ({ context, web, expected, minutes }: Watched): Watch => {
  const began = performance.now();
  let state = beginProgress(expected);
  let isQuiet = true;
  let isFetched = false;
  let sign = '';

  const recording = (): FetchProgress => {
    const percent = minutes === undefined ? {} : { percent: Math.min(90, ((performance.now() - began) / minutes / 600)) }; // biome-ignore format: one thought
    const isOnAir = minutes !== undefined && Object.keys(state.transfers).length === 0;
    return {
      ...state.shown,
      ...(isOnAir && { stage: 'recording', ...percent }),
      bytes: Math.max(state.shown.bytes, web.bytes()),
    };
  };

  const beat = async (): Promise<void> => {
    const before = sign;
    sign = `${web.bytes()} ${await bytesIn(context.scratch)}`;
    if (isQuiet && sign !== before) context.report(asProgress(recording()));
    isQuiet = true;
  };
  const timer = setInterval(() => void beat().catch(() => {}), beatMs);

  return {
    isFetched: () => isFetched,
    take: (line) => {
      const next = readProgress(state, line);
      if (next === state) return;
      isQuiet = false;
      isFetched = next.transfers === state.transfers && Object.keys(next.transfers).length > 0;
      state = next;
      context.report(asProgress(state.shown));
    },
    [Symbol.dispose]: () => clearInterval(timer),
  };
};
