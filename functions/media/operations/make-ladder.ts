import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Artifact } from '#shared/artifact.ts';
import { audioName, ladderStep } from '../arguments/ladder.ts';
import { checkLength } from '../check-result.ts';
import { containerRules } from '../containers.ts';
import {
  avcCodec,
  bandwidthOf,
  type MasterPlaylist,
  masterPlaylist,
  readMediaPlaylist,
  textPlaylist,
  withTimestampMap,
} from '../hls-playlist.ts';
import type { LadderPlan } from '../plan.ts';
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

const measured = async (folder: string, name: string) => {
  const playlist = readMediaPlaylist(await readFile(join(folder, name, 'index.m3u8'), 'utf8'));
  const sizes = await Promise.all(playlist.segments.map(({ file }) => stat(join(folder, name, file))));
  const bytes = new Map(playlist.segments.map(({ file }, n) => [file, sizes[n]?.size ?? 0]));
  return { playlist, bandwidth: bandwidthOf(playlist, (file) => bytes.get(file) ?? 0) };
};

const variantsOf = (plan: LadderPlan, folder: string): Promise<MasterPlaylist['variants'][number][]> =>
  Promise.all(
    plan.rungs.map(async (rung) => {
      const { bandwidth, playlist } = await measured(folder, rung.name);
      const codec = avcCodec(await readFile(join(folder, rung.name, playlist.init ?? '')));
      return { rung, codec, fps: plan.fps, ...bandwidth };
    }),
  );

const writeText = (plan: LadderPlan, folder: string, seconds: number) =>
  Promise.all(
    plan.subtitles.map(async (subtitle, n) => {
      const path = join(folder, `text-${n}.vtt`);
      await writeFile(path, withTimestampMap(await readFile(path, 'utf8')));
      await writeFile(join(folder, `text-${n}.m3u8`), textPlaylist(`text-${n}.vtt`, seconds));
      return { plan: subtitle, uri: `text-${n}.m3u8` };
    }),
  );

/** ffmpeg's own master playlist guesses rates and leaves variants out that have none; this one is measured. */
const writeMaster = async (plan: LadderPlan, folder: string): Promise<number> => {
  const names = [...plan.rungs.map(({ name }) => name), ...plan.audio.map((_, n) => audioName(n))];
  const lengths = await Promise.all(names.map(async (name) => (await measured(folder, name)).playlist.seconds));
  const seconds = Math.max(...lengths);
  const audio = await Promise.all(
    plan.audio.map(async (track, n) => {
      const { bandwidth } = await measured(folder, audioName(n));
      return { plan: track, uri: `${audioName(n)}/index.m3u8`, bandwidth };
    }),
  );
  const variants = await variantsOf(plan, folder);
  const subtitles = await writeText(plan, folder, seconds);
  await writeFile(join(folder, 'master.m3u8'), masterPlaylist({ variants, audio, subtitles }));
  return seconds;
};

/** `PT1H2M3.4S` (ISO 8601), as ffmpeg writes it into the manifest. */
const manifestSeconds = (mpd: string): number => {
  const match = /mediaPresentationDuration="PT(?:(\d+)H)?(?:(\d+)M)?(?:([\d.]+)S)?"/.exec(mpd);
  return Number(match?.[1] ?? 0) * 3600 + Number(match?.[2] ?? 0) * 60 + Number(match?.[3] ?? 0);
};

const lengthOf = async (plan: LadderPlan, folder: string): Promise<number> =>
  plan.container === 'hls'
    ? writeMaster(plan, folder)
    : manifestSeconds(await readFile(join(folder, 'manifest.mpd'), 'utf8'));

const filesIn = async (folder: string): Promise<string[]> => {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const within = (parent: string) =>
    parent
      .slice(folder.length)
      .replace(/^[\\/]/, '')
      .replaceAll('\\', '/');
  return entries
    .filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
    .map((entry) => [within(entry.parentPath), entry.name].filter(Boolean).join('/'));
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
  const seconds = await lengthOf(plan, folder);
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
