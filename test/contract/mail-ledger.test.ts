import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mailLedger } from '#shared/aws/mail-ledger.ts';
import { newId } from '#shared/ids.ts';
import type { MailLedger } from '#shared/ports/mail-ledger.ts';
import { inMemoryMailLedger } from '../support/fakes/mail-ledger.ts';
import { ownTable } from '../support/own-table.ts';

const contract = (open: () => Promise<MailLedger>) => {
  let ledger: MailLedger;
  beforeAll(async () => {
    ledger = await open();
  });

  it('lets one of many claim the mail of an end', async () => {
    const job = newId();
    const claims = await Promise.all(Array.from({ length: 10 }, () => ledger.claim(job, 1, 'succeeded')));
    expect(claims.filter(Boolean)).toHaveLength(1);
  });

  it('tells attempts, ends and jobs apart', async () => {
    const job = newId();
    expect(await ledger.claim(job, 1, 'failed')).toBe(true);
    expect(await ledger.claim(job, 2, 'failed')).toBe(true);
    expect(await ledger.claim(job, 2, 'succeeded')).toBe(true);
    expect(await ledger.claim(newId(), 1, 'failed')).toBe(true);
    expect(await ledger.claim(job, 2, 'failed')).toBe(false);
  });

  it('lets a claim that was given back be made again', async () => {
    const job = newId();
    await ledger.claim(job, 1, 'failed');
    await ledger.release(job, 1, 'failed');
    expect(await ledger.claim(job, 1, 'failed')).toBe(true);
    await ledger.release(newId(), 1, 'failed');
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

describe('the mail ledger in memory', () => contract(async () => inMemoryMailLedger()));

describe('the mail ledger in DynamoDB', () => {
  const own = ownTable();
  afterAll(async () => (await own).drop());
  contract(async () => mailLedger((await own).table));
});
