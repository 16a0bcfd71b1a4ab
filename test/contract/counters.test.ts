import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { counters } from '#shared/aws/counters.ts';
import { newId } from '#shared/ids.ts';
import type { Counters } from '#shared/ports/counters.ts';
import { series } from '#shared/series.ts';
import { inMemoryCounters } from '../support/fakes/counters.ts';
import { ownTable } from '../support/own-table.ts';

const contract = (open: () => Promise<Counters>) => {
  let all: Counters;
  beforeAll(async () => {
    all = await open();
  });
  const aSeries = () => series('calls_total', { of: newId(), status: '200' });

  it('adds up what is added at the same moment', async () => {
    const [one, other] = [aSeries(), aSeries()];
    await Promise.all(Array.from({ length: 50 }, () => all.add({ [one]: 1, [other]: 0.5 })));
    const sums = await all.read();
    expect([sums.get(one), sums.get(other)]).toEqual([50, 25]);
  });

  it('knows nothing of what nobody counted, and bears that there is nothing to add', async () => {
    await all.add({});
    expect((await all.read()).get(aSeries())).toBeUndefined();
  });

  it('counts an event once, however often and at how many places it is heard', async () => {
    const [event, one] = [newId(), aSeries()];
    await Promise.all(Array.from({ length: 10 }, () => all.addOnce(event, { [one]: 3 })));
    await all.addOnce(event, { [one]: 3 });
    expect((await all.read()).get(one)).toBe(3);
  });

  it('counts each of many events at the same moment, and takes away too', async () => {
    const one = aSeries();
    await Promise.all(Array.from({ length: 25 }, (_, n) => all.addOnce(`${newId()}-${n}`, { [one]: n % 5 ? 1 : -1 })));
    expect((await all.read()).get(one)).toBe(15);
  });
};

describe('counters in memory', () => contract(async () => inMemoryCounters()));

describe('counters in DynamoDB', () => {
  const own = ownTable();
  afterAll(async () => (await own).drop());
  contract(async () => counters((await own).table));
});
