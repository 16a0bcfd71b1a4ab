import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { audioName } from '../arguments/ladder.ts';
import { type MasterPlaylist, masterPlaylist } from '../master-playlist.ts';
import { avcCodec, bandwidthOf, readMediaPlaylist, textPlaylist, withTimestampMap } from '../media-playlist.ts';
import type { LadderPlan } from '../plan.ts';

const measured = async (folder: string, name: string) => {
  const playlist = readMediaPlaylist(await readFile(join(folder, name, 'index.m3u8'), 'utf8'));
  const sizes = await Promise.all(playlist.segments.map(({ file }) => stat(join(folder, name, file))));
  const bytes = new Map(playlist.segments.map(({ file }, n) => [file, sizes[n]?.size ?? 0]));
  return { ...playlist, bandwidth: bandwidthOf(playlist, (file) => bytes.get(file) ?? 0) };
};

const finishRung = async (plan: LadderPlan, folder: string, rung: LadderPlan['rungs'][number]) => {
  const { bandwidth, init, seconds } = await measured(folder, rung.name);
  const codec = avcCodec(await readFile(join(folder, rung.name, init ?? '')));
  return { rung, codec, fps: plan.fps, seconds, ...bandwidth };
};

const finishAudio = async (folder: string, track: LadderPlan['audio'][number], n: number) => {
  const { bandwidth, seconds } = await measured(folder, audioName(n));
  return { plan: track, uri: `${audioName(n)}/index.m3u8`, bandwidth, seconds };
};

const finishText = async (folder: string, n: number, seconds: number): Promise<string> => {
  const file = `text-${n}.vtt`;
  await writeFile(join(folder, file), withTimestampMap(await readFile(join(folder, file), 'utf8')));
  await writeFile(join(folder, `text-${n}.m3u8`), textPlaylist(file, seconds));
  return `text-${n}.m3u8`;
};

/**
 * Writes the main playlist of an HLS ladder and answers how long it plays. ffmpeg's own guesses the rates, and leaves
 * variants out that have none; this one is measured.
 */
export const finishHls = async (plan: LadderPlan, folder: string): Promise<number> => {
  const variants = await Promise.all(plan.rungs.map((rung) => finishRung(plan, folder, rung)));
  const audio = await Promise.all(plan.audio.map((track, n) => finishAudio(folder, track, n)));
  const seconds = Math.max(...[...variants, ...audio].map((part) => part.seconds));
  const uris = await Promise.all(plan.subtitles.map((_, n) => finishText(folder, n, seconds)));
  const subtitles = plan.subtitles.map((text, n) => ({ plan: text, uri: uris[n] ?? '' }));
  const parts: MasterPlaylist = { variants, audio, subtitles };
  await writeFile(join(folder, 'master.m3u8'), masterPlaylist(parts));
  return seconds;
};
