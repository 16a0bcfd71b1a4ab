import { describe, expect, test } from 'vitest';
import { gifSteps } from '#media/arguments/gif.ts';
import { previewStep } from '#media/arguments/preview.ts';
import { estimate } from '#media/estimate.ts';
import { plan as planSchema } from '#media/plan.ts';
import { planMoments } from '#media/plan-moments.ts';
import { presetNames } from '#media/presets.ts';
import { anAudio, aSource, aSubtitle, aVideo, planFor } from './builders.ts';

describe('a plan', () => {
  test.each(presetNames)('for %s is what the operation takes', (preset) => {
    expect(planSchema.parse(planFor(aSource(), { preset }))).toMatchObject({ target: preset });
  });

  test('of the busiest source fits into a message between steps', () => {
    const title = 'x'.repeat(200);
    const audio = Array.from({ length: 8 }, (_, n) => anAudio({ stream: n + 1, title }));
    const subtitles = Array.from({ length: 32 }, (_, n) => aSubtitle({ stream: n + 9, title }));
    const facts = aSource({ audio, subtitles });
    const plan = planFor(facts, { preset: 'hls-ladder' });
    expect(JSON.stringify({ facts, plan, estimate: estimate(plan, facts) }).length).toBeLessThan(64_000);
  });

  test('lasts as long as what is used of the source, not as its longest stream', () => {
    const facts = aSource({ seconds: 90, video: aVideo({ seconds: 60 }), audio: [anAudio({ seconds: 58, delay: 1 })] });
    expect(planFor(facts).seconds).toBe(60);
    expect(planFor(facts, { preset: 'mp3' }).seconds).toBe(59);
  });

  test('takes its poster a tenth in, but never far', () => {
    expect(planFor(aSource()).poster?.atSeconds).toBe(6);
    expect(planFor(aSource({ seconds: 7200 })).poster?.atSeconds).toBe(30);
    expect(planFor(aSource(), { preset: 'mp3' }).poster).toBeNull();
  });
});

describe('a preview', () => {
  test('cuts in the middle of each share of the source', () => {
    expect(planMoments(60, { count: 6, seconds: 1 }).map(({ atSeconds }) => atSeconds)).toEqual([
      4.5, 14.5, 24.5, 34.5, 44.5, 54.5,
    ]);
  });

  test('takes a short source from its beginning', () => {
    expect(planMoments(8, { count: 6, seconds: 1 })).toEqual([{ atSeconds: 0, seconds: 6 }]);
    expect(planMoments(2.5, { count: 6, seconds: 1 })).toEqual([{ atSeconds: 0, seconds: 2.5 }]);
    expect(planMoments(null, { count: 6, seconds: 1 })).toEqual([{ atSeconds: 0, seconds: 6 }]);
  });

  test('seeks for each cut, so that little is read', () => {
    const plan = planFor(aSource(), { preset: 'preview' });
    const args = plan.kind === 'preview' ? previewStep(plan, 'URL', 'main.mp4').args.join(' ') : '';
    expect(args).toContain('-ss 4.5 -t 1 -i URL -ss 14.5 -t 1 -i URL');
    expect(args).toContain('concat=n=6[v]');
    expect(args).toContain('-an');
  });
});

describe('a gif', () => {
  test('is of the first half minute, with a note', () => {
    expect(planFor(aSource(), { container: 'gif' })).toMatchObject({ seconds: 30 });
    expect(planFor(aSource(), { preset: 'gif' }).notes[0]).toBe(
      'only the first 30 seconds: longer ones grow past all use',
    );
  });

  test('has its palette made in a run of its own, so that memory stays flat', () => {
    const plan = planFor(aSource(), { preset: 'gif' });
    const steps = plan.kind === 'gif' ? gifSteps(plan, 'URL', 'main.gif') : [];
    expect(steps.map(({ stage }) => stage)).toEqual(['measuring', 'encoding']);
    expect(steps[1]?.args.join(' ')).toContain('-t 30 -i URL -f png_pipe -i palette.png');
  });
});

describe('an estimate', () => {
  const minutesOf = (facts = aSource(), request = {}) => estimate(planFor(facts, request), facts).minutes;
  const film = aSource({ seconds: 7200, video: aVideo({ seconds: 7200 }), audio: [anAudio({ seconds: 7200 })] });

  test('tells a copy from an encode, and a clip from a film', () => {
    const fitting = aSource({ video: aVideo({ codec: 'h264', profile: 'High' }) });
    expect(minutesOf(fitting)).toBeLessThan(minutesOf());
    expect(minutesOf()).toBeLessThan(3);
    expect(minutesOf(film)).toBeGreaterThan(30);
  });

  test('knows that smaller files cost time', () => {
    expect(minutesOf(film, { preset: 'hevc-1080p' })).toBeGreaterThan(minutesOf(film));
    expect(minutesOf(film, { preset: 'hls-ladder' })).toBeGreaterThan(minutesOf(film));
    expect(minutesOf(film, { preset: 'mp3' })).toBeLessThan(1);
  });

  test('counts the result twice, for putting the index first writes it again', () => {
    const request = { rendition: { container: 'mp4', targetBytes: 20_000_000 } } as never;
    expect(estimate(planFor(aSource(), request), aSource()).scratchBytes).toBe(40_000_000);
  });
});
