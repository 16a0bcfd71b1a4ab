import { ScanCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { links } from '#shared/aws/links.ts';
import { newId } from '#shared/ids.ts';
import type { Links, LinkTarget } from '#shared/ports/links.ts';
import { inMemoryLinks } from '../support/fakes/links.ts';
import { ownTable } from '../support/own-table.ts';

const now = new Date('2026-11-21T12:00:00.000Z');
const later = (milliseconds: number): Date => new Date(now.getTime() + milliseconds);

const aTarget = (known: Partial<LinkTarget> = {}): LinkTarget => ({
  owner: 'alice',
  job: newId(),
  key: 'processed/alice/job/holiday.mp4',
  fileName: 'holiday.mp4',
  mediaType: 'video/mp4',
  ...known,
});

const contract = (open: () => Promise<Links>) => {
  let all: Links;
  beforeAll(async () => {
    all = await open();
  });

  it('leads to its file', async () => {
    const target = aTarget();
    const token = await all.issue(target, later(1000));
    expect(token).toMatch(/^[\w-]{43}$/);
    expect(await all.resolve(token, now)).toEqual({ ...target, expiresAt: later(1000) });
  });

  it('has a token of its own each time', async () => {
    const target = aTarget();
    expect(await all.issue(target, later(1000))).not.toBe(await all.issue(target, later(1000)));
  });

  it('ends at its very instant', async () => {
    const token = await all.issue(aTarget(), later(1500));
    expect(await all.resolve(token, later(1499))).not.toBeNull();
    expect(await all.resolve(token, later(1500))).toBeNull();
  });

  it.each(['', 'x', '../..', 'A'.repeat(43), '#'])('leads nowhere by the token "%s"', async (token) => {
    expect(await all.resolve(token, now)).toBeNull();
  });

  it('is revoked with all others of its job, and none of another', async () => {
    const [target, other] = [aTarget(), aTarget()];
    const revoked = await Promise.all([all.issue(target, later(1000)), all.issue(target, later(1000))]);
    const kept = await all.issue(other, later(1000));
    await all.revoke(target.job);
    for (const token of revoked) expect(await all.resolve(token, now)).toBeNull();
    expect(await all.resolve(kept, now)).toMatchObject(other);
  });

  it('can be issued anew after all were revoked', async () => {
    const target = aTarget();
    const old = await all.issue(target, later(1000));
    await all.revoke(target.job);
    await all.revoke(target.job);
    const token = await all.issue(target, later(1000));
    expect(await all.resolve(token, now)).toMatchObject(target);
    expect(await all.resolve(old, now)).toBeNull();
  });
};

describe('a link in memory', () => contract(async () => inMemoryLinks()));

describe('a link in DynamoDB', () => {
  const own = ownTable();
  afterAll(async () => (await own).drop());
  contract(async () => links((await own).table));

  it('cannot be made from what is stored', async () => {
    const { client, name, table } = await own;
    const token = await links(table).issue(aTarget(), later(1000));
    const { Items } = await client.send(new ScanCommand({ TableName: name }));
    expect(JSON.stringify(Items)).not.toContain(token);
  });
});
