import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { limits } from '#shared/aws/limits.ts';
import { newId } from '#shared/ids.ts';
import type { Limits, Taken } from '#shared/ports/limits.ts';
import { inMemoryLimits } from '../support/fakes/limits.ts';
import { ownTable } from '../support/own-table.ts';

/** The start of a minute, and so of a window of 60 s. */
const start = Date.UTC(2026, 10, 21, 12, 0, 0);
const at = (seconds: number): Date => new Date(start + seconds * 1000);

const contract = (open: () => Promise<Limits>) => {
  let all: Limits;
  beforeAll(async () => {
    all = await open();
  });

  const takeMany = async (times: number, take: { key: string; count: number }, when: Date): Promise<Taken[]> =>
    Promise.all(Array.from({ length: times }, () => all.take({ ...take, seconds: 60 }, when)));
  const allowed = (taken: readonly Taken[]): number => taken.filter((one) => one.allowed).length;

  it('allows as many as it says, then says when to come again', async () => {
    const take = { key: newId(), count: 3, seconds: 60 };
    const taken = [await all.take(take, at(0)), await all.take(take, at(1)), await all.take(take, at(2))];
    expect(taken.map(({ remaining }) => remaining)).toEqual([2, 1, 0]);
    expect(await all.take(take, at(30))).toMatchObject({ allowed: false, remaining: 0 });
  });

  it('keeps keys apart', async () => {
    const [one, other] = [newId(), newId()];
    await takeMany(2, { key: one, count: 1 }, at(0));
    expect(allowed(await takeMany(1, { key: other, count: 1 }, at(0)))).toBe(1);
  });

  it('loses none of 1,000 takes at once, whatever the limit', async () => {
    const taken = await takeMany(1000, { key: newId(), count: 600 }, at(10));
    expect(allowed(taken)).toBe(600);
  }, 120_000);

  it('does not give twice the limit around the edge of a window', async () => {
    const take = { key: newId(), count: 10 };
    const before = allowed(await takeMany(10, take, at(59)));
    const after = allowed(await takeMany(10, take, at(61)));
    expect([before, after]).toEqual([10, 0]);
  });

  it('gives room again as time goes by', async () => {
    const take = { key: newId(), count: 10 };
    await takeMany(10, take, at(0));
    expect(allowed(await takeMany(10, take, at(90)))).toBe(5);
    expect(allowed(await takeMany(11, take, at(180)))).toBe(10);
  });

  it('keeps its word about when one more is allowed', async () => {
    const take = { key: newId(), count: 5, seconds: 60 };
    for (let n = 0; n < 5; n += 1) await all.take(take, at(50));
    const refused = await all.take(take, at(55));
    expect(refused.allowed).toBe(false);
    expect(await all.take(take, at(55 + refused.resetSeconds))).toMatchObject({ allowed: true });
  });
};

describe('a limit in memory', () => contract(async () => inMemoryLimits()));

describe('a limit in DynamoDB', () => {
  const own = ownTable();
  afterAll(async () => (await own).drop());
  contract(async () => limits((await own).table));
});
