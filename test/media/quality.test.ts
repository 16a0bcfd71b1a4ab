import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { fixture } from '../fixtures/make.ts';
import { aBench, transcodeFixture } from '../support/media.ts';

const run = promisify(execFile);

const compare = async (made: string, source: string, filter: string, found: RegExp): Promise<number> => {
  const { stderr } = await run('ffmpeg', ['-nostdin', '-i', made, '-i', source, '-lavfi', filter, '-f', 'null', '-']);
  return Number(found.exec(stderr)?.[1]);
};
/** Frame against frame: the same moment is written differently in mp4 and webm. */
const byFrame = '[0:v]settb=1/1000,setpts=N*40[made];[1:v]settb=1/1000,setpts=N*40[source];[made][source]';
const vmaf = (made: string, source: string) =>
  compare(made, source, `${byFrame}libvmaf=n_threads=2`, /VMAF score: ([\d.]+)/);
const ssim = (made: string, source: string) => compare(made, source, `${byFrame}ssim`, /All:([\d.]+)/);

describe('the picture', () => {
  test.each([
    ['h264-1080p', 92],
    ['vp9-webm', 88],
    ['hevc-1080p', 88],
    ['av1-1080p', 88],
  ] as const)('of %s is hardly told from its source by VMAF: at least %d', async (preset, least) => {
    await using bench = await aBench();
    const { path } = await transcodeFixture('rich.mp4', { preset }, bench);
    expect(await vmaf(path, await fixture('rich.mp4'))).toBeGreaterThan(least);
  });

  test('that was SDR, carried as HDR, comes back from tone mapping as it was', async () => {
    await using bench = await aBench();
    const { path } = await transcodeFixture('sdr-in-pq.mkv', { preset: 'h264-1080p' }, bench);
    expect(await ssim(path, await fixture('bars.mkv'))).toBeGreaterThan(0.96);
  });

  test('keeps the colours of a recording of a screen, which is RGB', async () => {
    await using bench = await aBench();
    const { path } = await transcodeFixture('screen.mkv', { preset: 'h264-1080p' }, bench);
    const { stdout } = await run(
      'ffmpeg',
      ['-v', 'error', '-i', path, '-frames:v', '1', '-vf', 'scale=1:1', '-pix_fmt', 'rgb24', '-f', 'rawvideo', '-'],
      { encoding: 'buffer' },
    );
    const [red = 0, green = 0, blue = 0] = stdout;
    expect(Math.abs(red - 200)).toBeLessThan(6);
    expect(Math.abs(green - 40)).toBeLessThan(6);
    expect(Math.abs(blue - 60)).toBeLessThan(6);
  });
});

describe('a size', () => {
  test.each(['h264', 'hevc', 'vp9', 'av1'] as const)('asked of %s is kept to', async (videoCodec) => {
    await using bench = await aBench();
    const targetBytes = 150_000;
    const request = { rendition: { container: 'mp4', videoCodec, targetBytes, speed: 'fast' } } as never;
    const { artifacts } = await transcodeFixture('ten-seconds.mp4', request, bench);
    expect(artifacts[0]?.bytes).toBeLessThanOrEqual(targetBytes);
    expect(artifacts[0]?.bytes).toBeGreaterThan(targetBytes * 0.5);
  });
});

describe('the loudness', () => {
  const lufs = async (path: string): Promise<number> => {
    const { stderr } = await run('ffmpeg', ['-nostdin', '-i', path, '-af', 'ebur128', '-f', 'null', '-']);
    return Number(/Integrated loudness:\s+I:\s+(-?[\d.]+) LUFS/.exec(stderr)?.[1]);
  };

  test('asked for is what EBU R128 measures', async () => {
    await using bench = await aBench();
    const request = { rendition: { container: 'm4a', loudness: -16 } } as never;
    const { path } = await transcodeFixture('quiet.wav', request, bench);
    expect(await lufs(await fixture('quiet.wav'))).toBeLessThan(-30);
    expect(Math.abs((await lufs(path)) + 16)).toBeLessThan(1);
  });

  test('of silence stays silence', async () => {
    await using bench = await aBench();
    const request = { rendition: { container: 'mp3', loudness: -16 } } as never;
    const { path } = await transcodeFixture('silence.wav', request, bench);
    expect(await lufs(path)).toBeLessThanOrEqual(-70);
  });
});
