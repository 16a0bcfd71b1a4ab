import { describe, expect, it } from 'vitest';
import { markJob } from '#jobs/steps/mark-job.ts';
import { EngineError } from '#shared/errors.ts';
import type { Job } from '#shared/job.ts';
import { discard } from '#shared/life-cycle.ts';
import { now, put } from '../../../support/engine.ts';
import { begin, request, source, type Two, twoJobs, work } from '../../../support/reuse.ts';

describe('the beginning of a job', () => {
  it('finds nothing where nothing was made', async () => {
    const two = twoJobs();
    expect(await begin(two, two.first)).toEqual({
      applied: true,
      contentKey: expect.stringMatching(/^[0-9a-f]{64}$/),
      earlier: null,
    });
  });

  it('finds an earlier job that made the same', async () => {
    const two = twoJobs();
    await work(two, two.first);
    expect(await begin(two, two.later)).toMatchObject({ earlier: two.first.id });
  });

  it.each<[string, (two: Two) => unknown]>([
    [
      'whose files are gone',
      ({ engine, first }) =>
        engine.jobs.get(first.id).then((job) => job && engine.jobs.apply(first.id, discard(job, now))),
    ],
    ['of what is another source by now', ({ engine }) => put(engine, source, 'another film')],
  ])('finds none %s', async (_which, then) => {
    const two = twoJobs();
    await work(two, two.first);
    await then(two);
    expect(await begin(two, two.later)).toMatchObject({ applied: true, earlier: null });
  });

  it.each<[string, Partial<Job>]>([
    ['of another owner', { owner: 'bob' }],
    ['where it wants its own', { request: { ...request, reuse: false } }],
    ['with another wish', { request: { ...request, make: { preset: 'mp3' } } }],
  ])('finds none %s', async (_which, second) => {
    const two = twoJobs(second);
    await work(two, two.first);
    expect(await begin(two, two.later)).toMatchObject({ earlier: null });
  });

  it('finds none that read a source which was replaced meanwhile', async () => {
    const two = twoJobs();
    await work(two, two.first, () => void put(two.engine, source, 'another film'));
    expect(await begin(two, two.later)).toMatchObject({ earlier: null });
  });

  it.each<[string, readonly (string | undefined)[]]>([
    [
      'a step was done by an earlier version, before a retry or on a worker outside',
      ['an old version', 'this version'],
    ],
    ['a worker did not say which version it is', ['this version', undefined]],
    ['nobody knows who made it', []],
  ])('finds none of which %s', async (_what, makers) => {
    const two = twoJobs();
    await work(two, two.first, () => {}, { makers });
    expect(await two.engine.jobs.get(two.first.id)).toMatchObject({ state: 'succeeded' });
    expect(await begin(two, two.later)).toMatchObject({ earlier: null });
  });

  it('takes over nothing in a later attempt, which goes on from its own results', async () => {
    const two = twoJobs({ attempt: 2 });
    await work(two, two.first);
    const begun = markJob({ step: 'begin', job: two.later.id, attempt: 2, reuse: true }, now, two.engine);
    expect(await begun).toMatchObject({ applied: true, contentKey: expect.any(String), earlier: null });
  });

  it('is none the worse when nobody can say', async () => {
    const two = twoJobs();
    const find = () => Promise.reject(new EngineError('service.unavailable', 'down'));
    const ports = { ...two.engine, made: { ...two.engine.made, find } };
    const begun = markJob({ step: 'begin', job: two.first.id, attempt: 1, reuse: true }, now, ports);
    expect(await begun).toEqual({ applied: true, contentKey: null, earlier: null });
  });
});
