import { mkdtemp, rm, statfs } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Machine } from '../ports/presence.ts';
import { runTool } from './run-tool.ts';
import { ytDlpVersion } from './yt-dlp.ts';

const askFfmpeg = async (): Promise<string | null> => {
  const cwd = await mkdtemp(join(tmpdir(), 'ffmpeg-version-'));
  try {
    const lines: string[] = [];
    const run = { cwd, signal: AbortSignal.timeout(30_000), onStdout: (line: string) => void lines.push(line) };
    const { exitCode } = await runTool('ffmpeg', ['-version'], run);
    return exitCode === 0 ? (/^ffmpeg version (\S+)/.exec(lines[0] ?? '')?.[1] ?? null) : null;
  } finally {
    await rm(cwd, { recursive: true, force: true });
  }
};

let ffmpeg: Promise<string | null> | undefined;

/** It is replaced with the worker alone. */
const ffmpegVersion = (): Promise<string | null> => {
  ffmpeg ??= askFfmpeg().catch(() => null);
  return ffmpeg;
};

/** The machine that the worker runs on. */
export const thisMachine: Machine = {
  programs: async () => {
    const [ytDlp, ffmpegFound] = await Promise.all([ytDlpVersion().catch(() => null), ffmpegVersion()]);
    return { ytDlp: ytDlp || null, ffmpeg: ffmpegFound };
  },
  freeBytes: async (folder) => {
    const { bavail, bsize } = await statfs(folder);
    return bavail * bsize;
  },
};
