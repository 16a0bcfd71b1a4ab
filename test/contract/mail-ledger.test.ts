import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mailLedger } from '#shared/aws/mail-ledger.ts';
import { newId } from '#shared/ids.ts';
import { claimSeconds, type MailLedger } from '#shared/ports/mail-ledger.ts';
import { inMemoryMailLedger } from '../support/fakes/mail-ledger.ts';
import { ownTable } from '../support/own-table.ts';

const contract = (open: (clock: () => Date) => Promise<MailLedger>) => {
  let ledger: MailLedger;
  let now = new Date('2026-11-21T16:35:00Z');
  const pass = (seconds: number) => {
    now = new Date(now.getTime() + seconds * 1000);
  };
  beforeAll(async () => {
    ledger = await open(() => now);
  });

  it('lets one of many claim the mail of an end', async () => {
    const job = newId();
    const claims = await Promise.all(Array.from({ length: 10 }, () => ledger.claim(job, 1, 'succeeded')));
    expect(claims.filter((claim) => claim === 'granted')).toHaveLength(1);
    expect(claims.filter((claim) => claim === 'held')).toHaveLength(9);
  });

  it('tells attempts, ends and jobs apart', async () => {
    const job = newId();
    expect(await ledger.claim(job, 1, 'failed')).toBe('granted');
    expect(await ledger.claim(job, 2, 'failed')).toBe('granted');
    expect(await ledger.claim(job, 2, 'succeeded')).toBe('granted');
    expect(await ledger.claim(newId(), 1, 'failed')).toBe('granted');
    expect(await ledger.claim(job, 2, 'failed')).toBe('held');
  });

  it('lets a claim that was given back be made again', async () => {
    const job = newId();
    await ledger.claim(job, 1, 'failed');
    await ledger.release(job, 1, 'failed');
    expect(await ledger.claim(job, 1, 'failed')).toBe('granted');
    await ledger.release(newId(), 1, 'failed');
  });

  it('lets one of many take over from whoever died at it, once the claim is over and not before', async () => {
    const job = newId();
    await ledger.claim(job, 1, 'failed');
    pass(claimSeconds - 1);
    expect(await ledger.claim(job, 1, 'failed')).toBe('held');
    pass(1);
    const claims = await Promise.all(Array.from({ length: 5 }, () => ledger.claim(job, 1, 'failed')));
    expect(claims.sort()).toEqual(['granted', 'held', 'held', 'held', 'held']);
  });

  it('owes nothing any more once it is settled, however much later', async () => {
    const job = newId();
    await ledger.claim(job, 1, 'failed');
    await ledger.settle(job, 1, 'failed');
    expect(await ledger.claim(job, 1, 'failed')).toBe('settled');
    pass(10 * claimSeconds);
    expect(await ledger.claim(job, 1, 'failed')).toBe('settled');
    expect(await ledger.claim(job, 2, 'failed')).toBe('granted');
  });

  it('remembers whom not to write to, in any spelling', async () => {
    const address = `Ann-${newId()}@Example.org`;
    expect(await ledger.isSuppressed(address)).toBe(false);
    await ledger.suppress(address, 'bounce');
    await ledger.suppress(address.toLowerCase(), 'complaint');
    expect(await ledger.isSuppressed(` ${address.toUpperCase()} `)).toBe(true);
    expect(await ledger.isSuppressed(`x${address}`)).toBe(false);
  });
};

describe('the mail ledger in memory', () => contract(async (clock) => inMemoryMailLedger(clock)));

describe('the mail ledger in DynamoDB', () => {
  const own = ownTable();
  afterAll(async () => (await own).drop());
  contract(async (clock) => mailLedger((await own).table, clock));
});
