import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { toolPath } from '../sources.ts';

const run = promisify(execFile);
const version = createHash('sha256')
  .update(readFileSync(import.meta.filename))
  .digest('hex')
  .slice(0, 12);
const folder = join(import.meta.dirname, '..', '..', '..', '.reelmill', 'fixtures', `site-${version}`);

const picture = (size: string, seconds: number) => ['-f', 'lavfi', '-i', `testsrc2=s=${size}:r=10:d=${seconds}`];
const sound = (hertz: number, seconds: number) => ['-f', 'lavfi', '-i', `sine=f=${hertz}:d=${seconds}:r=48000`];
const h264 = ['-c:v', 'libx264', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p', '-c:a', 'aac', '-b:a', '64k'];

/** Too large to be sent in one breath. */
const noisy = (filter: string, name: string): readonly string[] => [
  ...[...picture('640x360', 10), ...sound(440, 10), '-vf', `noise=alls=30:allf=t,${filter}`, ...h264],
  ...['-b:v', '4M', '-movflags', '+faststart', name],
];

/** What the site shows: seconds, sizes and languages are told by `catalogue.ts` and `streams.ts` again. */
const recipes: readonly (readonly string[])[] = [
  [...picture('320x180', 6), ...sound(440, 6), ...h264, '-movflags', '+faststart', 'clip.mp4'],
  noisy('null', 'long.mp4'),
  // what `/replaced/long.mp4` is replaced by
  noisy('negate', 'later-long.mp4'),
  [...sound(440, 6), '-c:a', 'aac', 'song.m4a'],
  ...['320x180', '640x360', '1280x720'].map((size) => [...picture(size, 1), '-frames:v', '1', `poster-${size}.jpg`]),
  // one ladder by DASH and HLS, with the sound apart
  [
    ...[
      ...picture('640x360', 6),
      ...sound(440, 6),
      ...sound(660, 6),
      '-map',
      '0:v',
      '-map',
      '0:v',
      '-map',
      '1',
      '-map',
      '2',
    ],
    ...[
      ...h264,
      '-g',
      '20',
      '-sc_threshold',
      '0',
      '-s:v:0',
      '320x180',
      '-b:v:0',
      '150k',
      '-b:v:1',
      '500k',
      '-b:a:0',
      '96k',
    ],
    ...['-metadata:s:a:0', 'language=en', '-metadata:s:a:1', 'language=de'],
    ...['-adaptation_sets', 'id=0,streams=v id=1,streams=2 id=2,streams=3'],
    ...['-f', 'dash', '-seg_duration', '2', '-hls_playlist', '1', 'ladder.mpd'],
  ],
  [
    ...[
      ...picture('320x180', 6),
      ...sound(440, 6),
      ...h264,
      '-g',
      '20',
      '-f',
      'hls',
      '-hls_time',
      '2',
      '-hls_list_size',
      '0',
    ],
    ...['-hls_enc', '1', '-hls_enc_key', '000102030405060708090a0b0c0d0e0f', '-hls_enc_key_url', 'locked.key'],
    ...['-hls_segment_filename', 'locked-%d.ts', 'locked.m3u8'],
  ],
  [
    ...[...picture('320x180', 30), ...sound(440, 30), ...h264, '-g', '10', '-f', 'hls', '-hls_time', '1'],
    ...['-hls_list_size', '0', '-hls_segment_filename', 'live-%d.ts', 'live.m3u8'],
  ],
];

const cues = (...lines: readonly string[]) =>
  ['WEBVTT', ...lines.map((line, at) => `00:00:0${at * 2}.000 --> 00:00:0${at * 2 + 2}.000\n${line}`)].join('\n\n');
const texts = {
  'en.vtt': cues('First line', 'Second line', 'Third line'),
  'de.vtt': cues('Erste Zeile', 'Zweite Zeile', 'Dritte Zeile'),
};

let made: Promise<string> | undefined;

const make = async (): Promise<string> => {
  if (existsSync(folder)) return folder;
  const draft = `${folder}.draft-${process.pid}`;
  await mkdir(draft, { recursive: true });
  const env = { ...process.env, PATH: toolPath };
  for (const args of recipes) await run('ffmpeg', ['-nostdin', '-v', 'error', '-y', ...args], { cwd: draft, env });
  for (const [name, text] of Object.entries(texts)) await writeFile(join(draft, name), `${text}\n`);
  // several test files may make it at once: the first one's stays
  await rename(draft, folder).catch(() => rm(draft, { recursive: true, force: true }));
  return folder;
};

/** The folder with the site's media, made when it is first asked for and kept between runs. */
export const siteMedia = (): Promise<string> => {
  made ??= make();
  return made;
};
