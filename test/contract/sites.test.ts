import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { siteTurns } from '#shared/aws/sites.ts';
import { newId } from '#shared/ids.ts';
import type { ClosedSites, Turns } from '#shared/ports/turns.ts';
import type { SiteChanges } from '#shared/site/site-rules.ts';
import { inMemoryTurns } from '../support/fakes/turns.ts';
import { ownTable } from '../support/own-table.ts';

type All = Turns & ClosedSites;
type Open = (changes: SiteChanges, clock: () => Date) => Promise<All>;

const changes: SiteChanges = {
  '*': { perMinute: 6000, atOnce: 3, refusals: 2, coolDownSeconds: 60, longestSeconds: 600 },
};

const contract = (open: Open) => {
  let now: Date;
  let all: All;
  const pass = (seconds: number) => {
    now = new Date(now.getTime() + seconds * 1000);
  };
  beforeEach(async () => {
    now = new Date();
    all = await open(changes, () => now);
  });
  const aSite = () => `${newId()}.example`;

  it('lets in as many at once as there may be, of all who ask at the same moment', async () => {
    const site = aSite();
    const asked = await Promise.all(Array.from({ length: 8 }, (_, n) => all.ask(site, `turn-${n}`)));
    expect(asked.filter(({ taken }) => taken)).toHaveLength(3);
    expect(asked.filter(({ taken }) => !taken)).toHaveLength(5);
  });

  it('keeps sites apart', async () => {
    const [one, other] = [aSite(), aSite()];
    for (const turn of ['a', 'b', 'c']) await all.ask(one, turn);
    expect(await all.ask(other, 'd')).toMatchObject({ taken: true });
  });

  it('gives a place again that was left, or whose holder fell silent', async () => {
    const site = aSite();
    for (const turn of ['a', 'b', 'c']) await all.ask(site, turn);
    await all.end(site, 'a', {});
    expect(await all.ask(site, 'd')).toMatchObject({ taken: true });
    expect(await all.ask(site, 'e')).toMatchObject({ taken: false, why: 'busy' });
    pass(60);
    await all.keep(site, 'd');
    pass(60);
    const asked = [await all.ask(site, 'e'), await all.ask(site, 'f'), await all.ask(site, 'g')];
    expect(asked.map(({ taken }) => taken)).toEqual([true, true, false]);
  });

  it('closes a site that refuses, lists it, and lets one try it again', async () => {
    const site = aSite();
    for (const turn of ['a', 'b']) {
      await all.ask(site, turn);
      await all.end(site, turn, { failedAs: 'source.blocked' });
    }
    expect(await all.ask(site, 'c')).toMatchObject({ taken: false, why: 'closed' });
    const isListed = async () => (await all.closed()).filter((one) => one.site === site);
    expect(await isListed()).toMatchObject([{ refusedAs: 'source.blocked', times: 1 }]);
    pass(61);
    const asked = [await all.ask(site, 'd'), await all.ask(site, 'e')];
    expect(asked.map(({ taken }) => taken)).toEqual([true, false]);
    await all.end(site, 'd', {});
    expect(await all.ask(site, 'e')).toMatchObject({ taken: true });
    expect(await isListed()).toEqual([]);
  });

  it('remembers a pause that the site asked for, and forgets a site that nobody asks for long', async () => {
    const site = aSite();
    await all.ask(site, 'a');
    await all.end(site, 'a', { failedAs: 'source.rate-limited', retryAfterSeconds: 300 });
    pass(299);
    expect(await all.ask(site, 'b')).toMatchObject({ taken: false, waitMs: 1000 });
    pass(3 * 24 * 3600);
    expect(await all.ask(site, 'b')).toMatchObject({ taken: true });
    expect(await all.ask(site, 'c')).toMatchObject({ taken: true });
  });
};

describe('turns at sites in memory', () => contract(async (given, clock) => inMemoryTurns(given, clock)));

describe('turns at sites in DynamoDB', () => {
  const own = ownTable();
  afterAll(async () => (await own).drop());
  contract(async (given, clock) => siteTurns((await own).table, given, clock));
});
