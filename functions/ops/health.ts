import * as z from 'zod';
import type { Log } from '#shared/log.ts';
import type { Probes } from '#shared/ports/probes.ts';
import type { Limit, Reply } from '#shared/route.ts';

export const healthLimit: Limit = { name: 'health', count: 100, seconds: 60 };

export const alive = z.strictObject({ status: z.literal('ok') }).meta({ id: 'Alive' });

const component = z.enum(['ok', 'unavailable']);

export const health = z
  .strictObject({
    status: component,
    checks: z.strictObject({
      records: component.meta({ description: 'The table of jobs' }),
      files: component.meta({ description: 'The object store' }),
    }),
  })
  .meta({ id: 'Health' });
type Health = z.infer<typeof health>;

/** Shorter than a load balancer waits, so that it gets our answer and not its own. */
const patienceMilliseconds = 3000;

type Component = z.infer<typeof component>;
export type HealthPorts = { readonly probes: Probes; readonly log: Log };

const late = (name: string): Promise<never> =>
  new Promise((_resolve, reject) => {
    setTimeout(reject, patienceMilliseconds, new Error(`${name}: no answer in ${patienceMilliseconds} ms`)).unref();
  });

/** The cause goes into the log alone; outside, what does not work is unavailable. */
const ask = async (name: keyof Probes, { probes, log }: HealthPorts): Promise<Component> => {
  try {
    await Promise.race([probes[name](), late(name)]);
    return 'ok';
  } catch (error) {
    log.error(`the ${name} does not answer`, error as Error);
    return 'unavailable';
  }
};

/** 200 when all that the engine cannot work without answers, else 503. */
export const reportHealth = async (ports: HealthPorts): Promise<Reply> => {
  const [records, files] = await Promise.all([ask('table', ports), ask('store', ports)]);
  const status = records === 'ok' && files === 'ok' ? 'ok' : 'unavailable';
  const body: Health = { status, checks: { records, files } };
  return { status: status === 'ok' ? 200 : 503, body, headers: { 'cache-control': 'no-store' } };
};
