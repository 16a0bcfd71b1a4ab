import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { keysUnder } from '../support/bucket.ts';
import { allEnded, artifactsOf, ask, ended, follow, jobNow, submit } from '../support/client.ts';
import { emptyHands, type FullHands, fillHands } from '../support/full-hands.ts';
import { aPerson, type Person } from '../support/people.ts';
import { isGone, toolsOf } from '../support/processes.ts';
import { quickly, source } from '../support/sources.ts';
import { until } from '../support/wait.ts';

const scratchOf = (job: string): string[] => {
  const root = join(inject('stack').data, 'scratch');
  return existsSync(root)
    ? readdirSync(root, { recursive: true })
        .map(String)
        .filter((path) => path.includes(job))
    : [];
};

describe('a job that is not wanted any more', () => {
  let person: Person;
  let hands: FullHands;
  let waiting: string;
  const path = (job: string) => `/api/v1/jobs/${job}`;
  const cancel = (job: string) => person.api('DELETE', path(job));
  const filesOf = (job: string) => keysUnder(`processed/${person.owner}/${job}/`);

  beforeAll(async () => {
    person = await aPerson('user');
    hands = await fillHands(person.api);
    waiting = await submit(person.api, await source('tiny.mp4'), quickly);
    await until(
      () => jobNow(person.api, waiting),
      (job) => job?.progress.stage === 'waiting',
    );
  });
  afterAll(() => emptyHands(person.api, hands));

  it('is canceled before a worker takes it, and no worker ever does', async () => {
    expect(await cancel(waiting)).toMatchObject({ status: 200, body: { state: 'canceled', artifacts: [] } });
    await emptyHands(person.api, hands);
    const after = await submit(person.api, await source('tiny.mp4'), quickly);
    expect(await ended(person.api, after)).toMatchObject({ state: 'succeeded' });
    expect(toolsOf(waiting)).toEqual([]);
    expect(await filesOf(waiting)).toEqual([]);
    expect(await jobNow(person.api, waiting)).toMatchObject({ state: 'canceled' });
  });

  it('is canceled in the middle: its programs are gone, and so is what they wrote', async () => {
    const [job = ''] = hands.jobs;
    expect(await jobNow(person.api, job)).toMatchObject({ state: 'canceled', artifacts: [] });
    await until(
      () => hands.pids.filter((pid) => !isGone(pid)),
      (left) => left.length === 0,
    );
    await until(
      () => hands.jobs.flatMap(scratchOf),
      (left) => left.length === 0,
    );
    expect(await filesOf(job)).toEqual([]);
    expect(await keysUnder(`work/${job}/`)).toEqual([]);
  });

  it('stays canceled, whatever is asked of it', async () => {
    const [job = ''] = hands.jobs;
    expect(await cancel(job)).toMatchObject({ status: 200, body: { state: 'canceled' } });
    expect(await person.api('POST', `${path(job)}/retry`)).toMatchObject({
      status: 409,
      body: { code: 'job.not-retryable' },
    });
    const kept = await person.api('DELETE', `${path(job)}/retention`);
    expect(kept).toMatchObject({ status: 404, body: { code: 'artifact.not-found' } });
    const { body } = await person.api('GET', '/api/v1/jobs?state=canceled');
    expect(body.jobs.map(({ id }: { id: string }) => id)).toContain(job);
  });

  it('loses its files and links when it was done, and keeps its record and its source', async () => {
    const job = await submit(person.api, await source('tiny.mp4'), quickly);
    await allEnded(person.api, [job]);
    const { artifacts } = await artifactsOf(person.api, job);
    await (await follow(artifacts[0].url)).arrayBuffer();
    expect(await filesOf(job)).not.toEqual([]);

    expect(await cancel(job)).toMatchObject({ status: 200, body: { state: 'expired', artifacts: [] } });
    expect(await ask('GET', artifacts[0].url)).toMatchObject({ status: 404, body: { code: 'link.not-found' } });
    await until(
      () => filesOf(job),
      (left) => left.length === 0,
    );
    const left = await jobNow(person.api, job);
    expect(left).toMatchObject({ state: 'expired', id: job });
    expect(left?.expiresAt).toBeUndefined();
    expect(await keysUnder(String(left?.request['source']))).toHaveLength(1);
    expect((await artifactsOf(person.api, job)).artifacts).toEqual([]);
  });
});
