import { availableParallelism } from 'node:os';
import { describe, expect, it } from 'vitest';
import { keysUnder } from '../support/bucket.ts';
import { allEnded, submit } from '../support/client.ts';
import { aPerson, type Person } from '../support/people.ts';
import { hold, isGone, killService, pidOf, toolsOf } from '../support/processes.ts';
import { quickly, source } from '../support/sources.ts';
import { until } from '../support/wait.ts';

const then = { rendition: { container: 'mp4', videoCodec: 'h264', shortSide: 240 } };

const submitMany = async ({ api }: Person): Promise<string[]> => {
  const path = await source('noisy.mkv');
  return Promise.all(Array.from({ length: availableParallelism() }, () => submit(api, path, then)));
};

const filesOf = async ({ owner }: Person, job: string): Promise<number> =>
  (await keysUnder(`processed/${owner}/${job}/`)).length;

describe('a worker that dies in the middle', () => {
  it('has all its work finished by another, once, and leaves no program at work', async () => {
    const person = await aPerson('user');
    const jobs = await submitMany(person);
    const held = await Promise.all(jobs.map(hold));
    const behind = await submit(person.api, await source('tiny.mp4'), quickly);
    await killService('worker');
    await until(
      () => held.filter(({ pid }) => !isGone(pid)),
      (left) => left.length === 0,
    );
    const ended = await allEnded(person.api, [...jobs, behind]);
    for (const job of ended) {
      expect(job).toMatchObject({ state: 'succeeded', attempt: 1 });
      expect(await filesOf(person, job.id)).toBe(job.artifacts.length);
      expect(toolsOf(job.id)).toEqual([]);
    }
  });

  it('gives its work back when it is told to stop, and another goes on', async () => {
    const person = await aPerson('user');
    const job = await submit(person.api, await source('noisy.mkv'), then);
    const { pid, goOn } = await hold(job);
    const worker = pidOf('worker');
    process.kill(worker, 'SIGTERM');
    goOn();
    await until(
      () => isGone(worker) && isGone(pid),
      (gone) => gone,
    );
    expect(await allEnded(person.api, [job])).toMatchObject([{ state: 'succeeded', attempt: 1 }]);
  });
});
