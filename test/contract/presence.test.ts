import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { presence } from '#shared/aws/presence.ts';
import type { Presence } from '#shared/ports/presence.ts';
import { inMemoryPresence } from '../support/fakes/presence.ts';
import { ownTable } from '../support/own-table.ts';

const contract = (open: (clock: () => Date) => Promise<Presence>) => {
  let now = new Date();
  let all: Presence;
  beforeAll(async () => {
    all = await open(() => now);
  });
  const about = {
    kind: 'waiting',
    slots: 2,
    tags: ['compute'],
    ytDlp: '2026.10.26',
    ffmpeg: null,
    freeBytes: 1e9,
  } as const;
  const seen = async (worker: string) => (await all.list()).filter((one) => one.worker === worker);

  it('shows a worker as it told of itself last', async () => {
    const worker = randomUUID();
    await all.tell({ ...about, worker });
    await all.tell({ ...about, worker, freeBytes: 5 });
    expect(await seen(worker)).toEqual([{ ...about, worker, freeBytes: 5, at: now.toISOString() }]);
  });

  it('forgets one that leaves, and one that was not heard of for an hour', async () => {
    const [gone, silent] = [randomUUID(), randomUUID()];
    await all.tell({ ...about, worker: gone });
    await all.tell({ ...about, worker: silent });
    await all.leave(gone);
    await all.leave(randomUUID());
    expect(await seen(gone)).toEqual([]);
    expect(await seen(silent)).toHaveLength(1);
    now = new Date(now.getTime() + 3601_000);
    expect(await seen(silent)).toEqual([]);
  });
};

describe('the workers there are, in memory', () => contract(async (clock) => inMemoryPresence(clock)));

describe('the workers there are, in DynamoDB', () => {
  const own = ownTable();
  afterAll(async () => (await own).drop());
  contract(async (clock) => presence((await own).table, clock));
});
