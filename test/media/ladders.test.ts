import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { dashRepresentation, hlsRung, played, request } from '../support/ladders.ts';
import { aBench, transcodeFixture } from '../support/media.ts';

describe('an HLS ladder', () => {
  test('tells the truth of its rungs and plays to its end, from zero', async () => {
    await using bench = await aBench();
    const { path, artifacts, mediaSeconds } = await transcodeFixture('half-minute.mp4', request('hls'), bench);
    const master = await readFile(path, 'utf8');
    expect(artifacts[0]).toMatchObject({ kind: 'playlist', mediaType: 'application/vnd.apple.mpegurl' });
    expect(mediaSeconds).toBeCloseTo(30, 0);
    expect(master).toMatch(
      /CODECS="avc1\.6400[0-9a-f]{2},mp4a\.40\.2",RESOLUTION=320x180,FRAME-RATE=15\.000,AUDIO="audio"\n180p\/index\.m3u8/,
    );
    const rung = await hlsRung(path, '180p');
    expect(rung.segments.map(({ seconds }) => Math.round(seconds))).toEqual([6, 6, 6, 6, 6]);
    expect(await played(rung.path)).toEqual({ frames: 450, keys: [0, 6, 12, 18, 24] });
    await played((await hlsRung(path, 'audio-0')).path);
  });

  test('has its key frames at the same times on every rung, scene cuts or not', async () => {
    await using bench = await aBench();
    const { path } = await transcodeFixture('scene-cuts.mp4', request('hls'), bench);
    const rungs = await Promise.all(['480p', '360p'].map(async (name) => played((await hlsRung(path, name)).path)));
    expect(rungs.map(({ keys }) => keys)).toEqual([
      [0, 6],
      [0, 6],
    ]);
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
    expect(await readFile(path, 'utf8')).toMatch(/CODECS="mp4a\.40\.2",AUDIO="audio"\naudio-0\/index\.m3u8/);
    await played((await hlsRung(path, 'audio-0')).path);
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
    expect(await played((await dashRepresentation(path, 0)).path)).toEqual({ frames: 450, keys: [0, 6, 12, 18, 24] });
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
