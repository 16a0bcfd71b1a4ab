import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, rename } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { installed } from '../../infra/local/home.ts';

const run = promisify(execFile);
const folder = join(import.meta.dirname, '..', '..', '.reelmill', 'fixtures', 'e2e');

/** The pinned programs first, for whoever judges a result too. */
export const toolPath = [installed.tools, process.env['PATH']].join(delimiter);

/** MPEG-4 part 2 and AC-3 are never what is asked for, so that they are always encoded anew. */
const foreign = ['-c:v', 'mpeg4', '-q:v', '5', '-c:a', 'ac3', '-b:a', '96k'];
const film = (size: string, rate: number, seconds: number) => [
  ...['-f', 'lavfi', '-i', `testsrc2=s=${size}:r=${rate}:d=${seconds}`],
  ...['-f', 'lavfi', '-i', `sine=f=440:d=${seconds}:r=48000`],
];

const recipes = {
  /** As little work as a film can be. */
  'tiny.mp4': [...film('320x180', 15, 1), ...foreign],
  /** Chromium plays its sound and has no decoder for its picture. */
  'unseen.mp4': [...film('320x180', 15, 6), '-c:v', 'mpeg4', '-q:v', '5', '-c:a', 'aac'],
  /** Three parts of an upload, and some seconds of work for one core. */
  'noisy.mkv': [
    ...film('640x360', 25, 4),
    ...['-vf', 'noise=alls=60:allf=t', '-c:v', 'mjpeg', '-q:v', '2', '-pix_fmt', 'yuvj420p', '-c:a', 'ac3'],
  ],
  /** Asked for `slowly`, an hour of work: it is still at it whenever a test looks. */
  'endless.mp4': [...film('320x180', 10, 600), '-c:v', 'mpeg4', '-q:v', '31', '-c:a', 'ac3', '-b:a', '32k'],
} as const;
export type SourceName = keyof typeof recipes;

/** The path of a source, made when it is first asked for and kept between runs. */
export const source = async (name: SourceName): Promise<string> => {
  const path = join(folder, name);
  if (existsSync(path)) return path;
  await mkdir(folder, { recursive: true });
  const draft = join(folder, `.draft-${process.pid}-${name}`);
  await run('ffmpeg', ['-nostdin', '-v', 'error', '-y', ...recipes[name], draft], {
    env: { ...process.env, PATH: toolPath },
  });
  await rename(draft, path);
  return path;
};

/** What to ask of `endless.mp4` so that it takes long. */
export const slowly = {
  rendition: { container: 'mp4', videoCodec: 'hevc', speed: 'small', shortSide: 1080, upscale: true },
} as const;
/** What to ask of `tiny.mp4`. */
export const quickly = { preset: 'h264-480p' } as const;

/** ffprobe as a judge, in words of its own. */
export const probe = async (path: string) => {
  const args = ['-v', 'error', '-show_streams', '-show_format', '-of', 'json', path];
  const { stdout } = await run('ffprobe', args, { env: { ...process.env, PATH: toolPath } });
  // biome-ignore lint/suspicious/noExplicitAny: the shape is ffprobe's
  const { streams, format } = JSON.parse(stdout) as { streams: any[]; format: any };
  const of = (type: string) => streams.filter(({ codec_type }) => codec_type === type);
  return { format, video: of('video'), audio: of('audio') };
};
