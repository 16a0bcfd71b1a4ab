import { describe, expect, it } from 'vitest';
import { handOver, mark } from '#shared/life-cycle.ts';
import { byOurClock, linesByOurClock } from '#worker/by-our-clock.ts';
import { lifeSign } from '#worker/protocol.ts';

const ours = new Date('2026-11-21T12:00:00.000Z');
const theirs = new Date('2026-11-20T03:00:00.000Z');

describe('a sign of life from a machine whose clock is wrong', () => {
  it.each([
    ['progress', (now: Date) => mark(2, { stage: 'encoding', percent: 12.3, speed: 4 }, now)],
    ['a hand-over', (now: Date) => handOver(2, { percent: 50 }, now)],
    [
      'a hand-over that tells something',
      (now: Date) => handOver(2, { percent: 50, told: { name: 'Holiday', ytDlp: '2026.10.26' } }, now),
    ],
    ['a delay', (now: Date) => handOver(2, { delay: { why: 'the site is busy', seconds: 90 } }, now)],
  ])('is written as if %s had been made here', (_what, made) => {
    expect(byOurClock(lifeSign.parse(made(theirs)), ours)).toEqual(made(ours));
  });

  it('holds no longer than a step may wait, and not into the past', () => {
    const sign = lifeSign.parse(mark(1, { stage: 'x' }, theirs));
    const due = (dueAt: string) => byOurClock({ ...sign, set: { ...sign.set, dueAt } }, ours).set.dueAt;
    expect(due('2099-01-01T00:00:00.000Z')).toBe('2026-11-22T00:00:00.000Z');
    expect(due('2020-01-01T00:00:00.000Z')).toBe(ours.toISOString());
  });
});

describe('lines of a log from a machine whose clock is wrong', () => {
  const at = (clock: Date, seconds: number) => new Date(clock.getTime() + seconds * 1000).toISOString();
  const lines = (clock: Date, seconds: readonly number[]) =>
    seconds.map((second) => ({ at: at(clock, second), step: 'transcode', line: `line ${second}` }));

  it.each([
    ['behind', theirs],
    ['ahead', new Date('2030-01-01T00:00:00.000Z')],
  ])('that is %s end now, as far apart as they were written', (_how, clock) => {
    const moved = linesByOurClock(lines(clock, [0, 0.25, 1]), ours);
    expect(moved.map(({ line }) => line)).toEqual(['line 0', 'line 0.25', 'line 1']);
    expect(moved.map(({ at }) => at)).toEqual([at(ours, -1), at(ours, -0.75), ours.toISOString()]);
  });

  it('are none of a time to come though it was set back on the way', () => {
    expect(linesByOurClock(lines(theirs, [60, 0]), ours).map(({ at }) => at)).toEqual([
      ours.toISOString(),
      ours.toISOString(),
    ]);
    expect(linesByOurClock([], ours)).toEqual([]);
  });
});

describe('what a worker may write to a record', () => {
  const sign = mark(1, { stage: 'x' }, ours);
  it.each([
    ['another state', { ...sign, set: { ...sign.set, state: 'succeeded' } }],
    ['its artifacts', { ...sign, set: { ...sign.set, artifacts: [] } }],
    ['a record in any other state', { ...sign, from: ['running', 'failed'] }],
    ['a record of any attempt', { from: sign.from, set: sign.set }],
  ])('is not %s', (_what, transition) => expect(lifeSign.safeParse(transition).success).toBe(false));
});
