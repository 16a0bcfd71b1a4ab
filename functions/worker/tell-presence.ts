import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Log } from '#shared/log.ts';
import type { Machine, Presence } from '#shared/ports/presence.ts';
import { newsSeconds, type WorkerNews } from '#shared/worker-news.ts';

export type PresencePorts = {
  readonly presence: Pick<Presence, 'tell' | 'leave'>;
  readonly machine: Machine;
  readonly log: Log;
};

type About = Pick<WorkerNews, 'kind' | 'slots' | 'tags'> & {
  /** The folder that it works in. */
  readonly folder: string;
};

const tell = async (worker: string, { folder, ...about }: About, { presence, machine }: PresencePorts) => {
  const [programs, freeBytes] = await Promise.all([machine.programs(), machine.freeBytes(folder)]);
  await presence.tell({ ...about, ...programs, worker, freeBytes });
};

/** Tells of this worker every minute until it is told to stop. That nobody hears it keeps it from no work. */
export const tellPresence = async (about: About, stopping: AbortSignal, ports: PresencePorts): Promise<void> => {
  const worker = randomUUID();
  while (!stopping.aborted) {
    await tell(worker, about, ports).catch((error: Error) => ports.log.error('nobody heard of this worker', error));
    await sleep(newsSeconds * 1000, undefined, { signal: stopping }).catch(() => undefined);
  }
  await ports.presence.leave(worker).catch(() => undefined);
};

/** For a worker that is there only while it works: says so after the work, once a minute at most. */
export const presenceOnTheWay = (about: About, ports: PresencePorts): (() => Promise<void>) => {
  const worker = randomUUID();
  let told = Number.NEGATIVE_INFINITY;
  return async () => {
    if (performance.now() - told < newsSeconds * 1000) return;
    told = performance.now();
    await tell(worker, about, ports).catch((error: Error) => ports.log.error('nobody heard of this worker', error));
  };
};
