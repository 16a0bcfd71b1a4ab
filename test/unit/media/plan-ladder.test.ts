import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ladderStep } from '#media/arguments/ladder.ts';
import { planRungs, rungSides } from '#media/ladder-rungs.ts';
import { anAudio, aSource, aSubtitle, aVideo, ladderFor } from './builders.ts';

const sized = (width: number, height: number) => aSource({ video: aVideo({ width, height }) });
const namesOf = (facts = aSource()) => ladderFor(facts).rungs.map(({ name }) => name);

describe('a ladder', () => {
  test('has the rungs that the source is large enough for', () => {
    expect(namesOf(sized(3840, 2160))).toEqual(['1080p', '720p', '480p', '360p']);
    expect(namesOf(sized(1280, 720))).toEqual(['720p', '480p', '360p']);
  });

  test('goes by the short side of a portrait', () => {
    expect(ladderFor(sized(1080, 1920)).rungs[0]).toMatchObject({ name: '1080p', width: 1080, height: 1920 });
  });

  test('begins with the source itself where that stands well above the next rung', () => {
    expect(namesOf(sized(1600, 900))).toEqual(['900p', '720p', '480p', '360p']);
    expect(namesOf(sized(1312, 738))).toEqual(['720p', '480p', '360p']);
    expect(namesOf(sized(320, 180))).toEqual(['180p']);
  });

  test('never enlarges, and falls in size and in rate', () => {
    const side = fc.integer({ min: 2, max: 4320 });
    fc.assert(
      fc.property(side, side, (width, height) => {
        const rungs = planRungs(aVideo({ width, height }), { asked: [1080, 720, 480, 360], crf: 22, fps: null });
        expect(rungs.length).toBeGreaterThan(0);
        for (const [n, rung] of rungs.entries()) {
          expect(rung.width).toBeLessThanOrEqual(width);
          expect(rung.height).toBeLessThanOrEqual(height);
          const above = rungs[n - 1];
          if (above) expect(rung.maxBitrate).toBeLessThan(above.maxBitrate);
        }
        expect(new Set(rungs.map(({ name }) => name)).size).toBe(rungs.length);
      }),
    );
  });

  test('made smaller by its short side keeps the rungs below', () => {
    const plan = ladderFor(sized(1920, 1080), { rendition: { container: 'hls', shortSide: 500 } as never });
    expect(plan.rungs.map(({ name }) => name)).toEqual(['480p', '360p']);
    expect(rungSides([200], { width: 1920, height: 1080 })).toEqual([200]);
  });
});

describe('the arguments of a ladder', () => {
  const argsOf = (facts = aSource(), container: 'hls' | 'dash' = 'hls') =>
    ladderStep(ladderFor(facts, { container }), 'URL').args.join(' ');

  test('decode once and scale for each rung', () => {
    expect(argsOf().match(/-i URL/g)).toHaveLength(1);
    expect(argsOf()).toContain('split=4[r0][r1][r2][r3]');
  });

  test('put key frames on segment boundaries only, on every rung alike', () => {
    expect(argsOf()).toContain('-force_key_frames:v expr:gte(t,n_forced*6) -sc_threshold:v 0');
    expect(argsOf()).toContain('-flags:v:3 +cgop -g:v:3 100000');
  });

  test('give each sound track a playlist of its own', () => {
    const two = aSource({ audio: [anAudio(), anAudio({ stream: 2, isDefault: false })] });
    expect(argsOf(two)).toContain('a:0,name:audio-0 a:1,name:audio-1');
    expect(argsOf(two, 'dash')).toContain('id=3,streams=3 id=4,streams=4 id=5,streams=5');
  });

  test('write text beside an HLS ladder, and leave it out of DASH with a note', () => {
    const text = aSource({ subtitles: [aSubtitle({ stream: 7 })] });
    expect(argsOf(text)).toContain('-map 0:7 -f webvtt text-0.vtt');
    expect(ladderFor(text, { container: 'dash' }).notes.join()).toContain('subtitles left out, dash cannot hold them');
  });

  test('tell no player to bend what even sides have bent', () => {
    expect(argsOf()).toContain('scale=854:480:flags=bicubic,setsar=1[v2]');
    expect(argsOf(aSource(), 'dash')).not.toContain('setdar');
  });

  test('let no sound begin before zero', () => {
    for (const container of ['hls', 'dash'] as const)
      expect(argsOf(aSource(), container)).toContain(String.raw`-bsf:a noise=drop=lt(pts\,0)`);
    expect(argsOf(aSource({ audio: [] }))).not.toContain('-bsf:a');
  });

  test('of sound alone have no picture', () => {
    const plan = ladderFor(aSource({ video: null }));
    expect(plan).toMatchObject({ rungs: [], picture: null });
    expect(ladderStep(plan, 'URL').args.join(' ')).not.toContain('filter_complex');
  });
});
