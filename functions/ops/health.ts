import * as z from 'zod';
import type { Log } from '#shared/log.ts';
import type { HeardNews, Presence } from '#shared/ports/presence.ts';
import type { Probes } from '#shared/ports/probes.ts';
import type { QueueSize } from '#shared/ports/work-queue.ts';
import type { Limit, Reply } from '#shared/route.ts';
import { freshSeconds } from '#shared/worker-news.ts';
import { ageInDays } from '#shared/yt-dlp-age.ts';

export const healthLimit: Limit = { name: 'health', count: 100, seconds: 60 };

export const alive = z.strictObject({ status: z.literal('ok') }).meta({ id: 'Alive' });

const component = z.enum(['ok', 'unavailable']);
/** What only workers know is unknown while none of them is awake: in AWS they are there while they work. */
const onWorkers = z.enum(['ok', 'unavailable', 'unknown']);

export const health = z
  .strictObject({
    status: z.enum(['ok', 'degraded', 'unavailable']).meta({
      description: '`unavailable` when no work can be taken; `degraded` when some of it cannot be done now',
    }),
    checks: z.strictObject({
      records: component.meta({ description: 'The table of jobs' }),
      files: component.meta({ description: 'The object store' }),
      queue: component.meta({ description: 'The queue of work' }),
      ytDlp: onWorkers.meta({ description: 'What fetches, on the workers that were heard of within three minutes' }),
      ffmpeg: onWorkers.meta({ description: 'What converts, on the same' }),
      disk: onWorkers.meta({ description: 'Whether any of them has 1 GiB of room to work in' }),
    }),
    ytDlp: z
      .strictObject({
        version: z.string().meta({ example: '2026.10.26' }),
        ageDays: z.int().nullable().meta({ example: 26 }),
      })
      .nullable()
      .meta({ description: 'The oldest that was heard of within an hour; null when none was' }),
    workers: z.int().nonnegative().meta({ description: 'Workers that were heard of within three minutes', example: 1 }),
  })
  .meta({ id: 'Health' });
type Health = z.infer<typeof health>;

/** Shorter than a load balancer waits, so that it gets our answer and not its own. */
const patienceMilliseconds = 3000;
const enoughDisk = 1024 ** 3;

export type HealthPorts = {
  readonly probes: Probes;
  readonly queue: QueueSize;
  readonly presence: Pick<Presence, 'list'>;
  readonly log: Log;
};

const late = (name: string): Promise<never> =>
  new Promise((_resolve, reject) => {
    setTimeout(reject, patienceMilliseconds, new Error(`${name}: no answer in ${patienceMilliseconds} ms`)).unref();
  });

/** Null of what does not answer. The cause goes into the log alone; outside, what does not work is unavailable. */
const ask = async <T>(name: string, question: () => Promise<T>, log: Log): Promise<{ readonly said: T } | null> => {
  try {
    return { said: await Promise.race([question(), late(name)]) };
  } catch (error) {
    log.error(`the ${name} does not answer`, error as Error);
    return null;
  }
};

const isFresh = ({ at }: HeardNews, now: Date): boolean => now.getTime() - Date.parse(at) <= freshSeconds * 1000;

const anyOf = (workers: readonly HeardNews[], has: (worker: HeardNews) => boolean): z.infer<typeof onWorkers> => {
  if (workers.length === 0) return 'unknown';
  return workers.some(has) ? 'ok' : 'unavailable';
};

/** Versions are days, and so in the order of their names. */
export const oldestYtDlp = (heard: readonly HeardNews[], now: Date): Health['ytDlp'] => {
  const [version] = heard.flatMap(({ ytDlp }) => ytDlp ?? []).sort();
  return version === undefined ? null : { version, ageDays: ageInDays(version, now) };
};

const stateOf = ({ records, files, queue, ...onMachines }: Health['checks']): Health['status'] => {
  if ([records, files, queue].includes('unavailable')) return 'unavailable';
  return Object.values(onMachines).includes('unavailable') ? 'degraded' : 'ok';
};

/** 200 when all that the engine cannot take work without answers, else 503. */
export const reportHealth = async (now: Date, { probes, queue, presence, log }: HealthPorts): Promise<Reply> => {
  const [records, files, size, heard] = await Promise.all([
    ask('table', probes.table, log),
    ask('store', probes.store, log),
    ask('queue', queue.size, log),
    ask('list of workers', presence.list, log),
  ]);
  const all = heard?.said ?? [];
  const workers = all.filter((one) => isFresh(one, now));
  const checks: Health['checks'] = {
    records: records ? 'ok' : 'unavailable',
    files: files ? 'ok' : 'unavailable',
    queue: size ? 'ok' : 'unavailable',
    ytDlp: anyOf(workers, ({ ytDlp }) => ytDlp !== null),
    ffmpeg: anyOf(workers, ({ ffmpeg }) => ffmpeg !== null),
    disk: anyOf(workers, ({ freeBytes }) => freeBytes >= enoughDisk),
  };
  const status = stateOf(checks);
  const body: Health = { status, checks, ytDlp: oldestYtDlp(all, now), workers: workers.length };
  return { status: status === 'unavailable' ? 503 : 200, body, headers: { 'cache-control': 'no-store' } };
};
