import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { partSums } from '#shared/aws/part-sums.ts';
import { newId } from '#shared/ids.ts';
import type { PartSums } from '#shared/ports/uploads.ts';
import { inMemoryPartSums } from '../support/fakes/part-sums.ts';
import { ownTable } from '../support/own-table.ts';

const sum = (letter: string): string => `${letter.repeat(43)}=`;

const contract = (open: () => Promise<PartSums>) => {
  let sums: PartSums;
  beforeAll(async () => {
    sums = await open();
  });

  it('knows nothing of an upload whose parts were signed without', async () => {
    expect(await sums.of(newId())).toEqual(new Map());
  });

  it('gives back all that was kept, and the last of what was kept twice', async () => {
    const upload = newId();
    await sums.keep(upload, [
      { number: 1, sha256: sum('a') },
      { number: 2, sha256: sum('b') },
    ]);
    await sums.keep(upload, [
      { number: 2, sha256: sum('c') },
      { number: 3, sha256: sum('d') },
    ]);
    await sums.keep(newId(), [{ number: 1, sha256: sum('e') }]);
    expect(Object.fromEntries(await sums.of(upload))).toEqual({ 1: sum('a'), 2: sum('c'), 3: sum('d') });
  });

  it('keeps those of as many parts as an upload may have', async () => {
    const upload = newId();
    for (let from = 1; from <= 10_000; from += 500)
      await sums.keep(
        upload,
        Array.from({ length: 500 }, (_, n) => ({ number: from + n, sha256: sum('f') })),
      );
    expect((await sums.of(upload)).size).toBe(10_000);
  });
};

describe('the sums of parts in memory', () => contract(async () => inMemoryPartSums()));

describe('the sums of parts in DynamoDB', () => {
  const own = ownTable();
  afterAll(async () => (await own).drop());
  contract(async () => partSums((await own).table));
});
