import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { handOver, mark, type Transition } from '#shared/life-cycle.ts';
import { sparing } from '#worker/remote/sparing.ts';

beforeEach(() => void vi.useFakeTimers({ now: new Date('2026-11-21T12:00:00.000Z'), toFake: ['Date'] }));
afterEach(() => void vi.useRealTimers());

const aRecord = (answer: object | null = {}) => {
  const seen: unknown[] = [];
  const apply = sparing(async (_job, { set }: Transition) => {
    seen.push(set.progress?.percent);
    return answer;
  });
  const markAt = (milliseconds: number, percent: number, job = 'a') => {
    vi.setSystemTime(new Date(Date.parse('2026-11-21T12:00:00.000Z') + milliseconds));
    return apply(job, mark(1, { stage: 'encoding', percent }, new Date()));
  };
  return { apply, markAt, seen };
};

it('leaves out marks that follow within three seconds, as if they had been taken', async () => {
  const { markAt, seen } = aRecord();
  for (const second of [0, 1, 2, 3, 4, 5, 6]) expect(await markAt(second * 1000, second)).not.toBeNull();
  expect(seen).toEqual([0, 3, 6]);
});

it('counts each job for itself', async () => {
  const { markAt, seen } = aRecord();
  await markAt(0, 1, 'a');
  await markAt(0, 2, 'b');
  expect(seen).toEqual([1, 2]);
});

it('never leaves out that a step has let go', async () => {
  const { apply, markAt, seen } = aRecord();
  await markAt(0, 1);
  await apply('a', handOver(1, { percent: 100 }, new Date()));
  expect(seen).toEqual([1, 100]);
});

it('tells of a refusal', async () => {
  const { markAt } = aRecord(null);
  expect(await markAt(0, 1)).toBeNull();
});
