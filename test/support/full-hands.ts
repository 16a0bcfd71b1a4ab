import { availableParallelism } from 'node:os';
import { type Api, ended, submit } from './client.ts';
import { hold } from './processes.ts';
import { slowly, source } from './sources.ts';

export type FullHands = { readonly jobs: readonly string[]; readonly pids: readonly number[] };

/** Gives the worker as much as it takes at once, held still: what is asked for now waits for as long as one likes. */
export const fillHands = async (api: Api): Promise<FullHands> => {
  const path = await source('endless.mp4');
  const jobs: string[] = [];
  const pids: number[] = [];
  for (let slot = 0; slot < availableParallelism(); slot += 1) {
    const job = await submit(api, path, slowly);
    jobs.push(job);
    pids.push((await hold(job)).pid);
  }
  return { jobs, pids };
};

export const emptyHands = async (api: Api, { jobs }: FullHands): Promise<void> => {
  for (const job of jobs) {
    await api('DELETE', `/api/v1/jobs/${job}`);
    await ended(api, job);
  }
};
