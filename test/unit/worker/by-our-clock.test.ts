import { describe, expect, it } from 'vitest';
import { handOver, mark } from '#shared/life-cycle.ts';
import { byOurClock } from '#worker/by-our-clock.ts';
import { lifeSign } from '#worker/protocol.ts';

const ours = new Date('2026-11-21T12:00:00.000Z');
const theirs = new Date('2026-11-20T03:00:00.000Z');

describe('a sign of life from a machine whose clock is wrong', () => {
  it.each([
    ['progress', (now: Date) => mark(2, { stage: 'encoding', percent: 12.3, speed: 4 }, now)],
    ['a hand-over', (now: Date) => handOver(2, 50, now)],
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

describe('what a worker may write to a record', () => {
  const sign = mark(1, { stage: 'x' }, ours);
  it.each([
    ['another state', { ...sign, set: { ...sign.set, state: 'succeeded' } }],
    ['its artifacts', { ...sign, set: { ...sign.set, artifacts: [] } }],
    ['a record in any other state', { ...sign, from: ['running', 'failed'] }],
    ['a record of any attempt', { from: sign.from, set: sign.set }],
  ])('is not %s', (_what, transition) => expect(lifeSign.safeParse(transition).success).toBe(false));
});
