import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import type { Artifact } from '#shared/artifact.ts';
import { ladderStep } from '../arguments/ladder.ts';
import { checkLength } from '../check-result.ts';
import { containerRules } from '../containers.ts';
import { joinRungs, manifestSeconds } from '../dash-manifest.ts';
import type { LadderPlan } from '../plan.ts';
import { finishHls } from './finish-hls.ts';
import type { Made } from './made.ts';
import { type Bench, runSteps } from './run-steps.ts';

const folderName = 'ladder';

const mediaTypes: Readonly<Record<string, string>> = {
  m3u8: 'application/vnd.apple.mpegurl',
  mpd: 'application/dash+xml',
  m4s: 'video/iso.segment',
  mp4: 'video/mp4',
  vtt: 'text/vtt',
};

const finishDash = async (folder: string): Promise<number> => {
  const path = join(folder, 'manifest.mpd');
  const manifest = joinRungs(await readFile(path, 'utf8'));
  await writeFile(path, manifest);
  return manifestSeconds(manifest);
};

const filesIn = async (folder: string): Promise<string[]> => {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile() && !entry.name.startsWith('.'));
  return files.map(({ parentPath, name }) => relative(folder, join(parentPath, name)).replaceAll(sep, '/'));
};

const factsOf = ({ rungs: [top], audio }: LadderPlan, seconds: number): NonNullable<Artifact['facts']> => ({
  seconds: Math.round(seconds * 1000) / 1000,
  ...(top && { width: top.width, height: top.height, videoCodec: 'h264' }),
  ...(audio.length > 0 && { audioCodec: 'aac' }),
});

/** A ladder: its main playlist, and beside it the segments, each under its own name. */
export const makeLadder = async (plan: LadderPlan, url: string, bench: Bench): Promise<Made> => {
  const folder = join(bench.folder, folderName);
  await mkdir(folder, { recursive: true });
  await runSteps([ladderStep(plan, url)], { ...bench, folder }, { before: 0, total: 1 });
  const seconds = await (plan.container === 'hls' ? finishHls(plan, folder) : finishDash(folder));
  checkLength(plan, seconds);
  const mainFile = plan.container === 'hls' ? 'master.m3u8' : 'manifest.mpd';
  const { kind, mediaType } = containerRules[plan.container];
  const others = (await filesIn(folder)).filter((file) => file !== mainFile);
  const typeOf = (file: string) => mediaTypes[file.split('.').at(-1) ?? ''] ?? 'application/octet-stream';
  return {
    main: { name: plan.fileName, kind, file: `${folderName}/${mainFile}`, mediaType, facts: factsOf(plan, seconds) },
    beside: others.map((file) => ({ file: `${folderName}/${file}`, mediaType: typeOf(file) })),
    seconds,
  };
};
