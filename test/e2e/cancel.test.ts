import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import { fixture } from '../fixtures/make.ts';
import { keysUnder } from '../support/bucket.ts';
import { artifactsOf, ask, ended, follow, jobNow, submit } from '../support/client.ts';
import { fillHands } from '../support/full-hands.ts';
import { aPerson, type Person } from '../support/people.ts';
import { hold, isGone, toolsOf } from '../support/processes.ts';
import { noBeginning } from '../support/reactions.ts';
import { quickly, slowly, source } from '../support/sources.ts';
import { until } from '../support/wait.ts';

const scratchOf = (job: string): string[] => {
  const root = join(inject('stack').data, 'scratch');
  return existsSync(root)
    ? readdirSync(root, { recursive: true })
        .map(String)
        .filter((path) => path.includes(job))
    : [];
};

const gone = (what: () => unknown[] | Promise<unknown[]>) => until(what, (left) => left.length === 0);

describe('a job that is not wanted any more', () => {
  let person: Person;
  const path = (job: string) => `/api/v1/jobs/${job}`;
  const cancel = (job: string) => person.api('DELETE', path(job));
  const filesOf = (job: string) => keysUnder(`processed/${person.owner}/${job}/`);
  const noRetry = { status: 409, body: { code: 'job.not-retryable' } };

  /** Another job comes through, so whatever was to become of an earlier one has become of it. */
  const letAnotherThrough = async () => {
    const another = await submit(person.api, await source('tiny.mp4'), quickly);
    expect(await ended(person.api, another)).toMatchObject({ state: 'succeeded' });
  };

  beforeAll(async () => {
    person = await aPerson('user');
  });

  it('is canceled while it is queued, and never begins', async () => {
    let job: string;
    {
      await using _held = await noBeginning();
      job = await submit(person.api, await source('tiny.mp4'), quickly);
      expect(await jobNow(person.api, job)).toMatchObject({ state: 'queued' });
      expect(await cancel(job)).toMatchObject({ status: 200, body: { state: 'canceled', artifacts: [] } });
    }
    await letAnotherThrough();
    const after = await jobNow(person.api, job);
    expect(after).toMatchObject({ state: 'canceled', progress: { stage: 'queued' } });
    expect(after?.startedAt).toBeUndefined();
    expect(await filesOf(job)).toEqual([]);
  });

  it('is canceled before a worker takes it, and no worker ever does', async () => {
    await using hands = await fillHands(person.api);
    const job = await submit(person.api, await source('tiny.mp4'), quickly);
    const isWaiting = (stage: string | undefined) => stage === 'waiting';
    await until(async () => (await jobNow(person.api, job))?.progress.stage, isWaiting);
    expect(await cancel(job)).toMatchObject({ status: 200, body: { state: 'canceled', artifacts: [] } });
    await hands.free();
    await letAnotherThrough();
    expect(toolsOf(job)).toEqual([]);
    expect(await filesOf(job)).toEqual([]);
    expect(await jobNow(person.api, job)).toMatchObject({ state: 'canceled' });
  });

  it('is canceled in the middle: its programs are gone, and so is what they wrote; and stays canceled', async () => {
    const job = await submit(person.api, await source('endless.mp4'), slowly);
    const { pid } = await hold(job);
    expect(await jobNow(person.api, job)).toMatchObject({ state: 'running' });
    expect(await cancel(job)).toMatchObject({ status: 200, body: { state: 'canceled', artifacts: [] } });
    await gone(() => [pid].filter((each) => !isGone(each)));
    await gone(() => scratchOf(job));
    await gone(() => filesOf(job));
    await gone(() => keysUnder(`work/${job}/`));

    expect(await cancel(job)).toMatchObject({ status: 200, body: { state: 'canceled' } });
    expect(await person.api('POST', `${path(job)}/retry`)).toMatchObject(noRetry);
    const kept = await person.api('DELETE', `${path(job)}/retention`);
    expect(kept).toMatchObject({ status: 404, body: { code: 'artifact.not-found' } });
    const { body } = await person.api('GET', '/api/v1/jobs?state=canceled');
    expect(body.jobs.map(({ id }: { id: string }) => id)).toContain(job);
  });

  it('loses its files and links when it was done, keeps its record and its source, and is expired for good', async () => {
    const job = await submit(person.api, await source('tiny.mp4'), quickly);
    await ended(person.api, job);
    const { artifacts } = await artifactsOf(person.api, job);
    await (await follow(artifacts[0].url)).arrayBuffer();
    expect(await filesOf(job)).not.toEqual([]);

    const expired = { status: 200, body: { state: 'expired', artifacts: [] } };
    expect(await cancel(job)).toMatchObject(expired);
    expect(await ask('GET', artifacts[0].url)).toMatchObject({ status: 404, body: { code: 'link.not-found' } });
    await gone(() => filesOf(job));
    const left = await jobNow(person.api, job);
    expect(left).toMatchObject({ state: 'expired', id: job });
    expect(left?.expiresAt).toBeUndefined();
    expect(await keysUnder(String(left?.request['source']))).toHaveLength(1);
    expect((await artifactsOf(person.api, job)).artifacts).toEqual([]);

    expect(await cancel(job)).toMatchObject(expired);
    expect(await person.api('POST', `${path(job)}/retry`)).toMatchObject(noRetry);
  });

  it('stays failed with its error when it had failed, and is not retried any more', async () => {
    const job = await submit(person.api, await fixture('text.mp4'), quickly);
    const { error } = await ended(person.api, job);
    expect(await cancel(job)).toMatchObject({ status: 200, body: { state: 'failed', artifacts: [], error } });
    expect(await person.api('POST', `${path(job)}/retry`)).toMatchObject(noRetry);
    expect(await cancel(job)).toMatchObject({ status: 200, body: { state: 'failed', error } });
  });
});
