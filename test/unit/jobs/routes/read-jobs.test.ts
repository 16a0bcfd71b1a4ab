import { describe, expect, it } from 'vitest';
import { getJob } from '#jobs/routes/get-job.ts';
import { getLogs } from '#jobs/routes/get-logs.ts';
import { listJobs } from '#jobs/routes/list-jobs.ts';
import { newId } from '#shared/ids.ts';
import { aJob, anArtifact } from '../../../support/builders.ts';
import { anEngine, send } from '../../../support/engine.ts';

describe('a job', () => {
  it('is shown with its owner, without keys and the marks of the engine', async () => {
    const job = aJob({ artifacts: [anArtifact()], dueAt: '2026-11-22T00:00:00.000Z', email: 'a@example.org' });
    const answer = await send(getJob, anEngine({ jobs: [job] }), { params: { id: job.id } });
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({
      id: job.id,
      state: 'queued',
      owner: 'alice',
      artifacts: [{ name: 'holiday.mp4' }],
    });
    for (const hidden of ['dueAt', 'email']) expect(answer.body).not.toHaveProperty(hidden);
    expect(answer.body.artifacts[0]).not.toHaveProperty('key');
  });

  it.each([
    ['a worker that died', 'worker.lost', '2026-11-28T12:00:00.000Z', true],
    ['a source that will be as broken the next time', 'source.broken', '2026-11-28T12:00:00.000Z', false],
    ['a worker that died long ago', 'worker.lost', undefined, false],
    ['what this version has no name for', 'no.such-code', '2026-11-28T12:00:00.000Z', true],
  ])('that failed by %s says what to do and whether a retry may help', async (_why, code, dueAt, retryable) => {
    const job = aJob({ state: 'failed', error: { code, message: 'x' }, ...(dueAt && { dueAt }) });
    const { body } = await send(getJob, anEngine({ jobs: [job] }), { params: { id: job.id } });
    expect(body.error).toEqual({ code, message: 'x', advice: expect.stringMatching(/\.$/), retryable });
  });

  it.each([
    ['its owner', 'alice/user', 200],
    ['its owner as a viewer', 'alice/viewer', 200],
    ['an admin', 'root/admin', 200],
    ['another user, for whom it does not exist', 'bob/user', 404],
    ['nobody', undefined, 401],
  ] as const)('is shown to %s with %s: %d', async (_who, as, status) => {
    const job = aJob();
    const answer = await send(getJob, anEngine({ jobs: [job] }), { params: { id: job.id }, as: as as 'alice/user' });
    expect(answer.status).toBe(status);
  });

  it('that does not exist is answered as another’s is', async () => {
    const [id, others] = [newId(), aJob({ owner: 'bob' })];
    const engine = anEngine({ jobs: [others] });
    const [absent, hidden] = [
      await send(getJob, engine, { params: { id } }),
      await send(getJob, engine, { params: { id: others.id } }),
    ];
    expect(absent).toMatchObject({ status: 404, body: { code: 'job.not-found' } });
    expect(hidden.body.detail.replace(others.id, id)).toBe(absent.body.detail);
  });

  it('is asked for by an id, and anything else is refused by field', async () => {
    const answer = await send(getJob, anEngine(), { params: { id: '../secrets' } });
    expect(answer).toMatchObject({ status: 400, body: { code: 'request.invalid', field: 'id' } });
  });
});

describe('the list of jobs', () => {
  const [mine, older, bobs] = [
    aJob({ name: 'mine', state: 'failed' }),
    aJob({ name: 'older', createdAt: '2026-11-20T12:00:00.000Z' }),
    aJob({ name: 'bobs', owner: 'bob', createdAt: '2026-11-19T12:00:00.000Z' }),
  ];
  const names = async (query: Record<string, string>, as: 'alice/user' | 'root/admin' = 'alice/user') => {
    const { status, body } = await send(listJobs, anEngine({ jobs: [mine, older, bobs] }), { query, as });
    return status === 200 ? body.jobs.map(({ name }: { name: string }) => name) : body.code;
  };

  it.each([
    ['one’s own, newest first', {}, ['mine', 'older']],
    ['those in a state', { state: 'failed' }, ['mine']],
    ['those in one of several states', { state: 'failed,queued' }, ['mine', 'older']],
    ['those of a kind', { kind: 'transcode' }, ['mine', 'older']],
    ['those since', { since: '2026-11-21T00:00:00Z' }, ['mine']],
    ['those until', { until: '2026-11-21T00:00:00Z' }, ['older']],
    ['a user’s own where they name themselves', { owner: 'alice' }, ['mine', 'older']],
  ])('holds %s', async (_what, query, expected) => {
    expect(await names(query as Record<string, string>)).toEqual(expected);
  });

  it('holds looks at sites for those alone who ask for them', async () => {
    const engine = anEngine({ jobs: [mine, aJob({ name: 'looked', kind: 'look' })] });
    const named = async (query: Record<string, string>) =>
      (await send(listJobs, engine, { query })).body.jobs.map(({ name }: { name: string }) => name);
    expect(await named({})).toEqual(['mine']);
    expect(await named({ kind: 'look' })).toEqual(['looked']);
  });

  it('of another or of all takes the permission to manage', async () => {
    expect(await names({ owner: 'bob' })).toBe('auth.forbidden');
    expect(await names({ owner: 'all' })).toBe('auth.forbidden');
    expect(await names({ owner: 'bob' }, 'root/admin')).toEqual(['bobs']);
    expect(await names({ owner: 'all' }, 'root/admin')).toEqual(['mine', 'older', 'bobs']);
    expect(await names({}, 'root/admin')).toEqual([]);
  });

  it('goes on where its cursor says, and only with the same question', async () => {
    const engine = anEngine({ jobs: [mine, older] });
    const first = await send(listJobs, engine, { query: { limit: '1' } });
    const cursor = first.body.cursor;
    const second = await send(listJobs, engine, { query: { limit: '1', cursor } });
    const mixed = await send(listJobs, engine, { query: { limit: '1', cursor, state: 'failed' } });
    expect(second.body).toMatchObject({ jobs: [{ name: 'older' }], cursor: null });
    expect(mixed).toMatchObject({ status: 400, body: { field: 'cursor' } });
  });

  it.each([
    ['state', { state: 'done' }],
    ['state', { state: '' }],
    ['kind', { kind: 'clips' }],
    ['limit', { limit: '101' }],
    ['limit', { limit: 'many' }],
    ['since', { since: 'yesterday' }],
    ['page', { page: '2' }],
  ])('refuses a wrong %s by its name: %j', async (field, query) => {
    const answer = await send(listJobs, anEngine(), { query: query as unknown as Record<string, string> });
    expect(answer.status).toBe(400);
    expect(answer.body.field).toMatch(new RegExp(`^${field}`));
  });
});

describe('the log of a job', () => {
  it('is read in pages, in the order written', async () => {
    const job = aJob();
    const engine = anEngine({ jobs: [job] });
    const at = job.createdAt;
    await engine.logs.append(
      job.id,
      ['one', 'two', 'three'].map((line) => ({ at, step: 'inspect', line })),
    );
    const params = { id: job.id };
    const first = await send(getLogs, engine, { params, query: { limit: '2' } });
    const rest = await send(getLogs, engine, { params, query: { limit: '2', cursor: first.body.cursor } });
    expect(first.body.lines).toMatchObject([{ line: 'one', step: 'inspect' }, { line: 'two' }]);
    expect(rest.body).toMatchObject({ lines: [{ line: 'three' }], cursor: null });
  });

  it('of another is not told', async () => {
    const job = aJob({ owner: 'bob' });
    const answer = await send(getLogs, anEngine({ jobs: [job] }), { params: { id: job.id } });
    expect(answer).toMatchObject({ status: 404, body: { code: 'job.not-found' } });
  });
});
