/**
 * A batch of 1,000 addresses, of which one in five breaks off, refuses or stumbles once or twice. The claims: ten and
 * more at once on one worker, over 99 % come through, and 95 of 100 wait less than 5 s in the queue once it is theirs.
 *
 * `--items 100` takes so many.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { openSite } from '../test/support/site/site.ts';
import { ask, openBenchStack } from './support/stack.ts';
import { median, percentile, printTable } from './support/table.ts';

const { values } = parseArgs({ options: { items: { type: 'string', default: '1000' } } });
const items = Number(values.items);
/** As many as one worker takes of what waits for sites. */
const atOnce = 12;

const troubles = ['cut/once', 'cut/2', 'flaky/once', 'busy/1/1', 'flaky/2'] as const;

/** Every fifth is in trouble; each has an address of its own, so that its trouble is its own too. */
const pathOf = (index: number): string =>
  index % 5 === 0 ? `/${troubles[(index / 5) % troubles.length]}/n${index}/clip.mp4` : `/plain/n${index}/clip.mp4`;

type Item = {
  readonly job: { readonly state: string; readonly timings?: { readonly queuedSeconds: number } } | null;
};
type Batch = {
  readonly job: { readonly id: string; readonly state: string };
  readonly counts: Readonly<Record<string, number>>;
  readonly items: readonly Item[];
  readonly cursor: string | null;
};

await using bench = await openBenchStack({ REELMILL_ITEMS_AT_ONCE: String(atOnce) });
await using site = await openSite(bench.connection.sitePorts[0]);

const urls = Array.from({ length: items }, (_, index) => site.url(pathOf(index)));
const began = performance.now();
const { job } = await ask<Batch>(bench, '/api/v1/batch/download', { urls, concurrency: atOnce });
let most = 0;
for (;;) {
  const batch = await ask<Batch>(bench, `/api/v1/batch/${job.id}?limit=1`);
  most = Math.max(most, batch.counts['running'] ?? 0);
  if (batch.job.state !== 'queued' && batch.job.state !== 'running') break;
  await sleep(1000);
}
const took = (performance.now() - began) / 1000;

const all: Item[] = [];
for (let cursor: string | null = ''; cursor !== null; ) {
  const from: string = cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`;
  const page: Batch = await ask<Batch>(bench, `/api/v1/batch/${job.id}?limit=100${from}`);
  all.push(...page.items);
  cursor = page.cursor;
}
const succeeded = all.filter((item) => item.job?.state === 'succeeded').length;
const waits = all.flatMap((item) => item.job?.timings?.queuedSeconds ?? []);
printTable(
  ['addresses', 'in trouble', 'came through', 'at once', 'queued p50 s', 'queued p95 s', 'items a minute'],
  [
    [
      ...[items, Math.ceil(items / 5), `${((100 * succeeded) / items).toFixed(1)} %`, most],
      ...[median(waits).toFixed(1), percentile(waits, 95).toFixed(1), ((60 * items) / took).toFixed(0)],
    ],
  ],
);
