import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { readMediaPlaylist } from '#media/hls-playlist.ts';
import { aBench, transcodeFixture } from '../support/media.ts';

const run = promisify(execFile);

const request = (container: 'hls' | 'dash', more: object = {}) =>
  ({ rendition: { container, shortSide: 480, speed: 'fast', crf: 30, ...more } }) as never;

const keyFrames = async (playlist: string): Promise<string[]> => {
  const only = ['-skip_frame', 'nokey', '-select_streams', 'v:0', '-show_entries', 'frame=pts_time', '-of', 'csv=p=0'];
  const { stdout } = await run('ffprobe', ['-v', 'error', ...only, '-allowed_extensions', 'ALL', playlist]);
  return stdout.split('\n').flatMap((line) => line.match(/^[\d.]+/)?.[0] ?? []);
};

/** A whole playlist played to its end, as a strict player would. */
const decoded = async (playlist: string, stream: string): Promise<string> => {
  const { stderr } = await run('ffmpeg', [
    '-nostdin',
    '-v',
    'warning',
    '-xerror',
    '-i',
    playlist,
    '-map',
    stream,
    '-f',
    'null',
    '-',
  ]);
  return stderr;
};

describe('an HLS ladder', () => {
  test('tells the truth of its rungs, is cut alike in each, and plays to its end', async () => {
    await using bench = await aBench();
    const { path, artifacts, mediaSeconds } = await transcodeFixture('half-minute.mp4', request('hls'), bench);
    const folder = dirname(path);
    const master = await readFile(path, 'utf8');
    expect(artifacts[0]).toMatchObject({ kind: 'playlist', mediaType: 'application/vnd.apple.mpegurl' });
    expect(mediaSeconds).toBeCloseTo(30, 0);
    expect(master).toMatch(
      /CODECS="avc1\.6400[0-9a-f]{2},mp4a\.40\.2",RESOLUTION=320x180,FRAME-RATE=15\.000,AUDIO="audio"\n180p\/index\.m3u8/,
    );
    const rung = readMediaPlaylist(await readFile(join(folder, '180p', 'index.m3u8'), 'utf8'));
    expect(rung.segments.map(({ seconds }) => Math.round(seconds))).toEqual([6, 6, 6, 6, 6]);
    expect(await decoded(path, '0:v:0')).toBe('');
    expect(await decoded(join(folder, 'audio-0', 'index.m3u8'), '0:a:0')).toBe('');
  });

  test('has its key frames at the same times on every rung, and nowhere else', async () => {
    await using bench = await aBench();
    const { path, plan } = await transcodeFixture('landscape.mp4', request('hls'), bench);
    expect(plan.kind === 'ladder' && plan.rungs.map(({ name }) => name)).toEqual(['480p', '360p']);
    const times = await Promise.all(['480p', '360p'].map((rung) => keyFrames(join(dirname(path), rung, 'index.m3u8'))));
    expect(times[0]).toEqual(['0.000000']);
    expect(times[1]).toEqual(times[0]);
  });

  test('carries languages and text', async () => {
    await using bench = await aBench();
    const { path } = await transcodeFixture('two-languages.mkv', request('hls'), bench);
    const master = await readFile(path, 'utf8');
    expect(master).toContain('TYPE=AUDIO,GROUP-ID="audio",NAME="German",LANGUAGE="de",DEFAULT=NO');
    expect(master).toContain('TYPE=SUBTITLES,GROUP-ID="text",NAME="English",LANGUAGE="en"');
    expect(await readFile(join(dirname(path), 'text-0.vtt'), 'utf8')).toContain('Hello there');
  });

  test('of sound alone plays as sound', async () => {
    await using bench = await aBench();
    const { path, artifacts } = await transcodeFixture('sound-only.m4a', { preset: 'hls-ladder' }, bench);
    expect(artifacts).toHaveLength(1);
    expect(await decoded(path, '0:a:0')).toBe('');
  });

  test('upright in a phone’s hand has upright rungs', async () => {
    await using bench = await aBench();
    const { path } = await transcodeFixture('rotated-phone.mp4', request('hls', { shortSide: 360 }), bench);
    expect(await readFile(path, 'utf8')).toContain('RESOLUTION=360x640');
  });
});

describe('a DASH ladder', () => {
  test('has one set for the picture and one for each sound track, and plays to its end', async () => {
    await using bench = await aBench();
    const { path, mediaSeconds } = await transcodeFixture('half-minute.mp4', request('dash'), bench);
    const manifest = await readFile(path, 'utf8');
    expect(mediaSeconds).toBeCloseTo(30, 0);
    expect(manifest.match(/<AdaptationSet /g)).toHaveLength(2);
    expect(manifest).toMatch(/codecs="avc1\.6400[0-9a-f]{2}"/);
    expect(await decoded(path, '0:v:0')).toBe('');
  });

  test('is made of rungs whose even sides bend the shape, too', async () => {
    await using bench = await aBench();
    const { path } = await transcodeFixture('landscape.mp4', request('dash'), bench);
    const sizes = [...(await readFile(path, 'utf8')).matchAll(/width="(\d+)" height="(\d+)"/g)].map(
      ([, w, h]) => `${w}x${h}`,
    );
    expect(sizes).toEqual(['854x480', '640x360']);
  });
});
