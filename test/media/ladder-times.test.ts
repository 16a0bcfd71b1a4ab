import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { dashRepresentation, hlsRung, request } from '../support/ladders.ts';
import { aBench, judge, transcodeFixture } from '../support/media.ts';

const run = promisify(execFile);

/** Where each track lies: the picture's rungs, largest first, and the sound. */
const tracksOf = async (container: 'hls' | 'dash', main: string) => {
  const parts = container === 'hls' ? ['480p', '360p', 'audio-0'] : [0, 1, 2];
  const tracks = parts.map((part) => (typeof part === 'string' ? hlsRung(main, part) : dashRepresentation(main, part)));
  return (await Promise.all(tracks)).map(({ path }) => path);
};

/** When the first packet of a track is due, by what stands in its segments. */
const firstPacket = async (path: string): Promise<number> => {
  const { stdout } = await run('ffprobe', ['-v', 'error', '-show_entries', 'packet=pts_time', '-of', 'csv=p=0', path]);
  return Math.min(...stdout.trim().split('\n').map(Number.parseFloat));
};

/** When something is first seen or heard, as the decoder dates it. */
const first = async (path: string, filter: readonly string[], found: RegExp): Promise<number> => {
  const args = ['-nostdin', '-hide_banner', '-copyts', '-i', path, ...filter, '-f', 'null', '-'];
  return Number(found.exec((await run('ffmpeg', args)).stderr)?.[1]);
};
const flash = (path: string) => first(path, ['-vf', 'blackdetect=d=0.1'], /black_end:([\d.]+)/);
const tone = (path: string) => first(path, ['-af', 'silencedetect=noise=-20dB:d=0.2'], /silence_end: ([\d.]+)/);

describe.each(['hls', 'dash'] as const)('time in a ladder of %s', (container) => {
  test('begins at zero in every track, and what belongs together is seen and heard within a millisecond', async () => {
    await using bench = await aBench();
    const { path } = await transcodeFixture('flash-and-tone.mkv', request(container), bench);
    const [large = '', small = '', sound = ''] = await tracksOf(container, path);
    for (const track of [large, small, sound]) expect(await firstPacket(track)).toBe(0);
    expect(await flash(large)).toBe(1);
    expect(await flash(small)).toBe(1);
    expect(Math.abs((await tone(sound)) - 1)).toBeLessThan(0.001);
  });
});

describe('the shape of rungs', () => {
  test.each(['hls', 'dash'] as const)('of %s is that of their pixels, which are square', async (container) => {
    await using bench = await aBench();
    const { path } = await transcodeFixture('landscape.mp4', request(container), bench);
    const [large = '', small = ''] = await tracksOf(container, path);
    for (const [track, size] of [
      [large, [854, 480]],
      [small, [640, 360]],
    ] as const) {
      const [video] = (await judge(track)).video;
      expect([video?.width, video?.height]).toEqual(size);
      expect(video?.sample_aspect_ratio).toBe('1:1');
    }
  });

  test('of a source with wide pixels is as it is to be shown', async () => {
    await using bench = await aBench();
    const { path } = await transcodeFixture('wide-pixels.mp4', request('hls'), bench);
    const [video] = (await judge((await hlsRung(path, '480p')).path)).video;
    expect(video).toMatchObject({ width: 854, height: 480, sample_aspect_ratio: '1:1' });
  });
});
