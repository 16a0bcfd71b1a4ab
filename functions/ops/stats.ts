import * as z from 'zod';
import { jobKind, jobState } from '#shared/job.ts';
import type { HeardNews } from '#shared/ports/presence.ts';
import { type Figures, jobsNow, totalOf } from './figures.ts';
import { oldestYtDlp } from './health.ts';

const count = z.int().nonnegative();
const amount = z.strictObject({ bytes: count, files: count });
const instant = z.iso.datetime();

export const stats = z
  .strictObject({
    jobs: z.strictObject({
      now: z
        .array(z.strictObject({ kind: jobKind, state: jobState, count }))
        .meta({ description: 'Those that there are, by kind and state' }),
      inFlight: count.meta({ description: 'Those that wait or run', example: 3 }),
      succeeded: count.meta({ description: 'Ever', example: 990 }),
      failed: count.meta({ description: 'Ever; each attempt counts', example: 10 }),
      canceled: count,
      successRate: z.number().min(0).max(1).nullable().meta({
        description: 'Of those that succeeded or failed; null before the first',
        example: 0.99,
      }),
      averageSeconds: z.number().nonnegative().nullable().meta({
        description: 'From being asked for to the end, on average; null before the first',
        example: 41.2,
      }),
    }),
    queue: z.strictObject({
      waiting: count.meta({ description: 'Work that waits for a worker' }),
      inFlight: count.meta({ description: 'Work that a worker has taken' }),
    }),
    storage: z
      .strictObject({
        at: instant.meta({ description: 'When it was measured' }),
        prefixes: z.strictObject({ raw: amount, processed: amount, work: amount }),
        owners: z
          .array(amount.extend({ owner: z.string() }))
          .meta({ description: 'The hundred who have the most, the first one most of all' }),
      })
      .nullable()
      .meta({ description: 'Null until it is measured for the first time, within an hour' }),
    sites: z.strictObject({
      closed: z
        .array(
          z.strictObject({
            site: z.string().meta({ example: 'example.org' }),
            refusedAs: z.string().meta({ example: 'source.blocked' }),
            until: instant.meta({ description: 'From then on one job at a time tries whether it answers again' }),
            times: count.meta({ description: 'How often it was closed since it last answered' }),
          }),
        )
        .meta({ description: 'Those that refuse and are left in peace' }),
    }),
    workers: z
      .array(
        z.strictObject({
          kind: z.enum(['waiting', 'started']),
          slots: count,
          ytDlp: z.string().nullable(),
          ffmpeg: z.string().nullable(),
          freeBytes: z.number().nonnegative(),
          at: instant,
        }),
      )
      .meta({ description: 'Those that were heard of within an hour' }),
    ytDlp: z
      .strictObject({ version: z.string(), ageDays: z.int().nullable() })
      .nullable()
      .meta({ description: 'The oldest of theirs' }),
  })
  .meta({ id: 'Stats', description: 'How the installation is doing' });
export type Stats = z.infer<typeof stats>;

const shownOwners = 100;
const rounded = (value: number): number => Math.round(value * 10_000) / 10_000;

const jobsOf = ({ sums }: Figures): Stats['jobs'] => {
  const [ever = [], spans = [], ends = []] = [
    'jobs_total',
    'jobs_duration_seconds_sum',
    'jobs_duration_seconds_count',
  ].map((name) => sums.get(name));
  const now = jobsNow(sums).flatMap(({ labels, value }) => {
    const [kind, state] = [jobKind.safeParse(labels['kind']), jobState.safeParse(labels['status'])];
    return kind.success && state.success && value > 0 ? [{ kind: kind.data, state: state.data, count: value }] : [];
  });
  const [succeeded, failed] = [totalOf(ever, { status: 'succeeded' }), totalOf(ever, { status: 'failed' })];
  const ended = totalOf(ends);
  return {
    now: now.toSorted((a, b) => `${a.kind} ${a.state}`.localeCompare(`${b.kind} ${b.state}`)),
    inFlight: now.filter(({ state }) => ['queued', 'running'].includes(state)).reduce((sum, one) => sum + one.count, 0),
    ...{ succeeded, failed, canceled: totalOf(ever, { status: 'canceled' }) },
    successRate: succeeded + failed > 0 ? rounded(succeeded / (succeeded + failed)) : null,
    averageSeconds: ended > 0 ? rounded(totalOf(spans) / ended) : null,
  };
};

const storageOf = ({ stored }: Figures): Stats['storage'] =>
  stored && {
    at: stored.at,
    prefixes: stored.prefixes,
    owners: stored.owners.toSorted((a, b) => b.bytes - a.bytes).slice(0, shownOwners),
  };

export const statsOf = (figures: Figures, workers: readonly HeardNews[], now: Date): Stats => ({
  jobs: jobsOf(figures),
  queue: figures.queue,
  storage: storageOf(figures),
  sites: { closed: [...figures.closed] },
  workers: workers.map(({ worker: _worker, ...shown }) => shown),
  ytDlp: oldestYtDlp(workers, now),
});
