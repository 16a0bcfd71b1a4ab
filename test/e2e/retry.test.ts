import { beforeAll, describe, expect, it } from 'vitest';
import type { JobView, LogLine } from '#shared/job.ts';
import { fixture } from '../fixtures/make.ts';
import { ended, jobNow, submit } from '../support/client.ts';
import { aPerson, type Person } from '../support/people.ts';
import { encodersOf, isGone, toolsOf } from '../support/processes.ts';
import { source } from '../support/sources.ts';
import { until } from '../support/wait.ts';

const then = { rendition: { container: 'mp4', videoCodec: 'h264', shortSide: 240 } };

describe('a program that is killed in the middle', () => {
  let person: Person;
  let job: string;

  const linesOf = async (step: string): Promise<LogLine[]> =>
    (await person.api('GET', `/api/v1/jobs/${job}/logs?limit=1000`)).body.lines.filter(
      (line: LogLine) => line.step === step,
    );

  /** Waits for another encoder of the job than those before, and kills it. */
  const killNext = async (before: readonly number[]): Promise<number> => {
    const fresh = () => encodersOf(job).filter((pid) => !before.includes(pid));
    const [pid = 0] = await until(fresh, (pids) => pids.length > 0, { everyMs: 20 });
    process.kill(pid, 'SIGKILL');
    await until(
      () => isGone(pid),
      (gone) => gone,
      { everyMs: 20 },
    );
    return pid;
  };

  beforeAll(async () => {
    person = await aPerson('user');
    job = await submit(person.api, await source('noisy.mkv'), then);
  });

  it('is started again, and fails its job with a telling code when that does not help', async () => {
    const killed: number[] = [];
    for (let time = 1; time <= 3; time += 1) killed.push(await killNext(killed));
    const failed = await ended(person.api, job);
    expect(failed).toMatchObject({ state: 'failed', attempt: 1, error: { code: 'worker.out-of-memory' } });
    expect(failed.artifacts).toEqual([]);
    expect(toolsOf(job)).toEqual([]);
  });

  it('leaves a job that goes on from the stage that failed when it is retried', async () => {
    const inspected = await linesOf('inspect');
    const [first, second] = await Promise.all([1, 2].map(() => person.api('POST', `/api/v1/jobs/${job}/retry`)));
    expect([first?.status, second?.status].toSorted()).toEqual([202, 409]);
    const stages = new Set<string>();
    const again = (await until(
      () => jobNow(person.api, job),
      (now) => now !== null && stages.add(now.progress.stage).size > 0 && now.endedAt !== undefined,
    )) as JobView;
    expect(again).toMatchObject({ state: 'succeeded', attempt: 2 });
    expect(again.error).toBeUndefined();
    expect(again.timings?.steps).toEqual([{ step: 'transcode', seconds: expect.any(Number) }]);
    expect(again.timings?.runningSeconds).toBeGreaterThan(0);
    expect([...stages]).not.toContain('probing');
    expect(await linesOf('inspect')).toEqual(inspected);
    const succeeded = await person.api('POST', `/api/v1/jobs/${job}/retry`);
    expect(succeeded).toMatchObject({ status: 409, body: { code: 'job.not-retryable' } });
  });
});

describe('a source that will never do', () => {
  it('fails again when its job is retried, as another attempt of the same job', async () => {
    const { api } = await aPerson('user');
    const job = await submit(api, await fixture('text.mp4'), then);
    const first = await ended(api, job);
    expect(first).toMatchObject({ error: { retryable: false }, timings: { steps: [{ step: 'inspect' }] } });
    expect((await api('POST', `/api/v1/jobs/${job}/retry`)).status).toBe(202);
    const second = await ended(api, job);
    expect(second).toMatchObject({ id: first.id, state: 'failed', attempt: 2, error: first.error });
  });
});
