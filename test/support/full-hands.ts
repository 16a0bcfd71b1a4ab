import { availableParallelism } from 'node:os';
import { type Api, ended, submit } from './client.ts';
import { hold } from './processes.ts';
import { slowly, source } from './sources.ts';

export type FullHands = AsyncDisposable & { readonly free: () => Promise<void> };

/**
 * Gives the installation's own worker as much as it takes at once, held still: what is asked for now waits for as long
 * as one likes, or is done elsewhere.
 */
export const fillHands = async (api: Api): Promise<FullHands> => {
  const path = await source('endless.mp4');
  const jobs: string[] = [];
  for (let slot = 0; slot < availableParallelism(); slot += 1) {
    const job = await submit(api, path, slowly);
    jobs.push(job);
    await hold(job);
  }
  const free = async (): Promise<void> => {
    for (const job of jobs) {
      await api('DELETE', `/api/v1/jobs/${job}`);
      await ended(api, job);
    }
  };
  return { free, [Symbol.asyncDispose]: free };
};
