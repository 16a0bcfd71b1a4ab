import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { madeBefore } from '#shared/aws/made-before.ts';
import { newId } from '#shared/ids.ts';
import type { MadeBefore } from '#shared/ports/made-before.ts';
import { inMemoryMadeBefore } from '../support/fakes/made-before.ts';
import { ownTable } from '../support/own-table.ts';

const contract = (open: () => Promise<MadeBefore>) => {
  let made: MadeBefore;
  beforeAll(async () => {
    made = await open();
  });

  it('names nobody for what nobody made', async () => expect(await made.find(newId())).toBeNull());

  it('names the last job that made it, each thing for itself', async () => {
    const [key, other] = [newId(), newId()];
    await made.remember(key, 'first');
    await made.remember(other, 'another');
    await made.remember(key, 'second');
    expect([await made.find(key), await made.find(other)]).toEqual(['second', 'another']);
  });
};

describe('what was made before, in memory', () => contract(async () => inMemoryMadeBefore()));

describe('what was made before, in DynamoDB', () => {
  const own = ownTable();
  afterAll(async () => (await own).drop());
  contract(async () => madeBefore((await own).table));

  it('is forgotten after 30 days, whether or not it was swept away', async () => {
    const { table } = await own;
    const key = newId();
    await madeBefore(table, () => new Date('2026-01-01')).remember(key, 'job');
    expect(await madeBefore(table, () => new Date('2026-01-30')).find(key)).toBe('job');
    expect(await madeBefore(table, () => new Date('2026-02-01')).find(key)).toBeNull();
  });
});
