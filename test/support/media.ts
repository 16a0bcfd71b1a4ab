import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { inspectRun } from '#media/operations/inspect.run.ts';
import { transcodeRun } from '#media/operations/transcode.run.ts';
import type { WhatToMake } from '#media/schema.ts';
import type { Progress, WorkContext } from '#shared/operation.ts';
import { localTools } from '#shared/tools/local-tools.ts';
import { localWeb } from '#shared/tools/web.ts';
import { fixture, fixtureFolder } from '../fixtures/make.ts';
import { diskMediaStore } from './disk-media-store.ts';
import { inMemoryCookieJars } from './fakes/cookie-jars.ts';
import { inMemorySites } from './fakes/sites.ts';

const run = promisify(execFile);

export type Bench = AsyncDisposable & {
  readonly context: WorkContext;
  readonly reports: Progress[];
  readonly lines: string[];
  /** Where a stored key lies on disk. */
  readonly pathOf: (key: string) => string;
};

/** A scratch folder, a prefix and ears for one run of an operation. */
export const aBench = async (signal: AbortSignal = new AbortController().signal): Promise<Bench> => {
  const scratch = await mkdtemp(join(tmpdir(), 'reelmill-media-'));
  const reports: Progress[] = [];
  const lines: string[] = [];
  const job = scratch.split('-').at(-1);
  const context: WorkContext = {
    ...{ scratch, signal, owner: 'test' },
    prefix: { artifacts: `processed/test/${job}/`, work: `work/${job}/` },
    report: (progress) => void reports.push(progress),
    log: (line) => void lines.push(line),
  };
  const pathOf = (key: string) => join(fixtureFolder, key);
  const dispose = async () => {
    await rm(scratch, { recursive: true, force: true });
    await rm(pathOf(context.prefix.artifacts), { recursive: true, force: true });
  };
  await mkdir(fixtureFolder, { recursive: true });
  return { context, reports, lines, pathOf, [Symbol.asyncDispose]: dispose };
};

export const ports = {
  media: diskMediaStore(fixtureFolder),
  tools: localTools,
  web: localWeb,
  sites: inMemorySites(),
  cookieJars: inMemoryCookieJars(),
};

/** Inspects and transcodes a fixture, as the workflow does. */
export const transcodeFixture = async (name: string, request: WhatToMake, bench: Bench) => {
  await fixture(name);
  const { facts, plan, estimate } = await inspectRun.run({ source: name, request, name }, bench.context, ports);
  const output = await transcodeRun.run({ source: name, plan }, bench.context, ports);
  const path = bench.pathOf(output.artifacts[0]?.key ?? '');
  return { ...output, facts, plan, estimate, path };
};

/** ffprobe as a judge, in words of its own rather than ours. */
export const judge = async (path: string) => {
  const { stdout } = await run('ffprobe', [
    '-v',
    'error',
    '-show_streams',
    '-show_format',
    '-show_chapters',
    '-of',
    'json',
    path,
  ]);
  // biome-ignore lint/suspicious/noExplicitAny: the shape is ffprobe's
  const report = JSON.parse(stdout) as Record<'streams' | 'chapters', any[]> & { format: any };
  const of = (type: string) => report.streams.filter(({ codec_type }) => codec_type === type);
  return {
    format: report.format,
    chapters: report.chapters,
    video: of('video'),
    audio: of('audio'),
    subtitles: of('subtitle'),
  };
};
