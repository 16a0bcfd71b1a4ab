import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runTool, type ToolChild, type ToolRun } from '#shared/tools/run-tool.ts';
import { keepYtDlpReady, takeStandBy } from '#shared/tools/stand-by.ts';
import { ytDlp } from '#shared/tools/yt-dlp.ts';
import { isGone } from '../support/processes.ts';
import { openSite, type Site, siteExtractors } from '../support/site/site.ts';
import { until } from '../support/wait.ts';

process.env['REELMILL_HOME'] = 'true';
process.env['REELMILL_TEST_EXTRACTORS'] = siteExtractors;

const never = new AbortController().signal;

describe('a yt-dlp that stands ready', () => {
  let folder: string;
  let site: Site;
  beforeAll(async () => {
    [folder, site] = await Promise.all([mkdtemp(join(tmpdir(), 'stand-by-')), openSite()]);
  });
  afterAll(async () => {
    await site[Symbol.asyncDispose]();
    await rm(folder, { recursive: true });
  });

  /** The next that is ready, told to begin; in an object, since a child is a promise of its own end. */
  const taken = async (args: readonly string[], run: ToolRun): Promise<{ readonly child: ToolChild }> => {
    const found: ToolChild[] = [];
    const look = () => found.push(...[takeStandBy(args, run) ?? []].flat());
    await until(look, (count) => count > 0, { everyMs: 20 });
    return { child: found[0] as ToolChild };
  };

  test('does what one that is started for it does: the same words, folder, environment and plugins', async () => {
    using _ready = keepYtDlpReady();
    const args = ['--ignore-config', '--dump-single-json', '--', site.url('/watch/rich')];
    const said: string[][] = [[], []];
    const runs = said.map((lines) => ({
      cwd: folder,
      signal: never,
      onStdout: (line: string) => void lines.push(line),
    }));
    const cold = await ytDlp(args, runs[0] as ToolRun);
    const words = [`--plugin-dirs=${siteExtractors}`, ...args];
    const run = { ...(runs[1] as ToolRun), environment: { YTDLP_NO_PLUGINS: '' } };
    const warm = await runTool('yt-dlp', words, { ...run, ...(await taken(words, run)) });
    expect([cold.exitCode, warm.exitCode], warm.log.join('\n')).toEqual([0, 0]);
    const known = said.map(([json = '{}']) => JSON.parse(json));
    expect(known[1]).toMatchObject({ id: known[0].id, title: known[0].title, extractor: known[0].extractor });
  });

  test('ends with the run that is stopped', async () => {
    using _ready = keepYtDlpReady();
    const stop = new AbortController();
    const args = ['--ignore-config', '--', site.url('/slow/1000/long.mp4')];
    const run = { cwd: folder, signal: stop.signal, onStdout: () => setTimeout(() => stop.abort(), 100) };
    const end = await runTool('yt-dlp', args, { ...run, ...(await taken(args, run)) });
    expect(end).toMatchObject({ stopped: true });
  });

  test('goes when nobody wants one any more', async () => {
    const ready = keepYtDlpReady();
    const { child } = await taken(['--version'], { cwd: folder, signal: never });
    ready[Symbol.dispose]();
    await until(
      () => isGone(child.pid ?? 0),
      (gone) => gone,
    );
    expect(takeStandBy([], { cwd: folder, signal: never })).toBeUndefined();
  });
});
