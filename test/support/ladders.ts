import { execFile } from 'node:child_process';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { expect } from 'vitest';
import { readMediaPlaylist } from '#media/media-playlist.ts';

const run = promisify(execFile);

export const request = (container: 'hls' | 'dash', more: object = {}) =>
  ({ rendition: { container, shortSide: 480, speed: 'fast', crf: 30, ...more } }) as never;

/** A player hands the parameters and then each segment to its decoder; laid end to end they are one fragmented mp4. */
const joined = async (folder: string, init: string, segments: readonly string[]): Promise<string> => {
  const path = join(folder, `joined-${init}`);
  await writeFile(
    path,
    Buffer.concat(await Promise.all([init, ...segments].map((file) => readFile(join(folder, file))))),
  );
  return path;
};

export const hlsRung = async (master: string, name: string) => {
  const folder = join(dirname(master), name);
  const playlist = readMediaPlaylist(await readFile(join(folder, 'index.m3u8'), 'utf8'));
  const path = await joined(
    folder,
    playlist.init ?? '',
    playlist.segments.map(({ file }) => file),
  );
  return { path, ...playlist };
};

export const dashRepresentation = async (manifest: string, id: number) => {
  const folder = dirname(manifest);
  const segments = (await readdir(folder)).filter((file) => file.startsWith(`${id}-0`)).toSorted();
  return { path: await joined(folder, `${id}-init.m4s`, segments), segments };
};

/** When each key frame is shown, and how many frames there are; decoding complains to nobody. */
export const played = async (path: string) => {
  const { stderr } = await run('ffmpeg', ['-nostdin', '-v', 'warning', '-xerror', '-i', path, '-f', 'null', '-']);
  expect(stderr).toBe('');
  const { stdout } = await run('ffprobe', [
    '-v',
    'error',
    '-show_entries',
    'packet=pts_time,flags',
    '-of',
    'csv=p=0',
    path,
  ]);
  const packets = stdout.trim().split('\n');
  return {
    frames: packets.length,
    keys: packets.filter((line) => line.includes('K')).map((line) => Number.parseFloat(line)),
  };
};
