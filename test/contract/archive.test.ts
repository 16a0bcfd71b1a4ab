import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { archive } from '#shared/aws/archive.ts';
import type { Archive } from '#shared/ports/archive.ts';
import { inMemoryArchive } from '../support/fakes/archive.ts';
import { ownTable } from '../support/own-table.ts';

const contract = (open: () => Promise<Archive>) => {
  let kept: Archive;
  beforeAll(async () => {
    kept = await open();
  });

  it('remembers for each owner which job was the first to fetch an item of a site', async () => {
    const item = { site: 'vimeo', item: 'x1' };
    await kept.remember('alice', item, 'first');
    await kept.remember('alice', item, 'second');
    expect(await kept.find('alice', item)).toBe('first');
    expect(await kept.find('bob', item)).toBeNull();
    expect(await kept.find('alice', { ...item, site: 'youtube' })).toBeNull();
    expect(await kept.find('alice', { ...item, item: 'x'.repeat(3000) })).toBeNull();
  });
};

describe('the archive in memory', () => contract(async () => inMemoryArchive()));

describe('the archive in DynamoDB', () => {
  const own = ownTable();
  afterAll(async () => (await own).drop());
  contract(async () => archive((await own).table));
});
