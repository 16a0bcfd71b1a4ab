import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { EngineError } from '#shared/errors.ts';
import type { Web } from '#shared/ports/web.ts';

/** What yt-dlp would do. */
export type Played = {
  readonly exitCode?: number;
  readonly stdout?: readonly string[];
  readonly stderr?: readonly string[];
  /** What it leaves in its working folder. */
  readonly files?: Readonly<Record<string, string>>;
  /** What a host asked for by a Retry-After. */
  readonly pauses?: Readonly<Record<string, number>>;
  /** Why the guard refused something. */
  readonly failure?: EngineError;
};

/** yt-dlp played by a function of its arguments; there are the proxies named. */
export const inMemoryWeb = (
  play: (args: readonly string[]) => Played = () => ({ exitCode: 1, stderr: ['ERROR: nobody is there'] }),
  proxies: readonly string[] = [],
): Web & { readonly asked: (readonly string[])[] } => {
  const asked: (readonly string[])[] = [];
  return {
    asked,
    version: async () => '2026.10.26',
    open: async ({ signal, scratch, proxy }) => {
      if (proxy !== undefined && !proxies.includes(proxy))
        throw new EngineError('request.invalid', `there is no proxy named ${proxy}`, { field: 'proxy' });
      let failure: EngineError | undefined;
      let bytes = 0;
      return {
        machine: { scratch, cache: join(scratch, 'cache'), node: '/bin/node', ffmpeg: '/bin' },
        ytDlp: async (args, { cwd = scratch, onStdout, onLine } = {}) => {
          asked.push(args);
          const { exitCode = 0, stdout = [], stderr = [], files = {}, pauses = {}, ...played } = play(args);
          for (const [name, text] of Object.entries(files)) {
            await writeFile(join(cwd, name), text);
            bytes += Buffer.byteLength(text);
          }
          for (const line of stdout) onStdout?.(line);
          for (const line of stderr) onLine?.(line);
          failure = played.failure;
          return {
            exitCode: signal.aborted ? null : exitCode,
            stopped: signal.aborted,
            said: stderr,
            pauses: new Map(Object.entries(pauses)),
          };
        },
        ask: async () => null,
        read: async () => null,
        failure: () => failure,
        bytes: () => bytes,
        [Symbol.asyncDispose]: async () => {},
      };
    },
  };
};
