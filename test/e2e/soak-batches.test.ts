import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { allItems, batchNow, batchOver, beginBatch } from '../support/batches.ts';
import { keysUnder } from '../support/bucket.ts';
import { backAgain } from '../support/client.ts';
import { aPerson } from '../support/people.ts';
import { killService } from '../support/processes.ts';
import type { Site } from '../support/site/site.ts';
import { openStackSite } from '../support/stack-site.ts';
import { until } from '../support/wait.ts';

const count = 200;
const concurrency = 8;
/** Shares of the batch after which the worker is killed. */
const kills = [10, 30, 50, 70, 90];

/** Every fifth is refused by its site for good; the others come each from a file of its own. */
const isPrivate = (index: number): boolean => index % 5 === 0;
const pathOf = (index: number): string =>
  isPrivate(index) ? '/watch/private' : `/watch/soak-${index}?file=/slow/${100_000 + index}/clip.mp4`;

describe.runIf(process.env['REELMILL_SOAK'])('a batch of 200 whose worker is killed again and again', () => {
  let site: Site;
  beforeAll(async () => {
    site = await openStackSite();
  });
  afterAll(() => site[Symbol.asyncDispose]());

  it('ends with every item in its right state, none lost and none fetched twice to its end', async () => {
    const { api, owner } = await aPerson('user');
    const urls = Array.from({ length: count }, (_, at) => site.url(pathOf(at + 1)));
    const id = await beginBatch(api, 'batch', { urls, concurrency, retentionSeconds: null });
    for (const share of kills) {
      await until(
        () => batchNow(api, id, '?limit=1'),
        (batch) => (batch?.percent ?? 0) >= share,
        { seconds: 900, everyMs: 500 },
      );
      await killService('worker');
      await backAgain();
    }
    const { job, counts } = await batchOver(api, id, 1200);
    const good = Array.from({ length: count }, (_, at) => at + 1).filter((index) => !isPrivate(index));
    expect(job, JSON.stringify(job.error)).toMatchObject({ state: 'succeeded', attempt: 1 });
    expect(counts).toMatchObject({ items: count, succeeded: good.length, failed: count - good.length, notBegun: 0 });
    const items = await allItems(api, id);
    expect(items.map(({ index, job: own }) => [index, own?.state, own?.attempt])).toEqual(
      items.map((_, at) => [at + 1, isPrivate(at + 1) ? 'failed' : 'succeeded', 1]),
    );
    for (const { job: own } of items) {
      const stored = await keysUnder(`processed/${owner}/${own?.id}/`);
      expect(stored).toHaveLength(own?.artifacts.length ?? 0);
    }
    // only what was at work when its worker was killed may have been asked for from its beginning once more
    const whole = good.map(
      (index) =>
        site
          .visits(`/slow/${100_000 + index}/clip.mp4`)
          .filter(({ method, headers }) => method === 'GET' && /^(bytes=0-)?$/.test(headers.range ?? '')).length,
    );
    const more = whole.reduce((sum, each) => sum + each - 1, 0);
    expect(more).toBeLessThanOrEqual(kills.length * concurrency);
    expect(Math.max(...whole)).toBeLessThanOrEqual(1 + kills.length);
  }, 3_600_000);
});
