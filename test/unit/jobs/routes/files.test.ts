import { describe, expect, it } from 'vitest';
import { listArtifacts } from '#jobs/routes/list-artifacts.ts';
import { restoreFiles } from '#jobs/routes/restore-files.ts';
import { aJob, anArtifact } from '../../../support/builders.ts';
import { anEngine, now, put, seconds, send } from '../../../support/engine.ts';

const film = anArtifact({ key: 'processed/alice/j/holiday.mp4' });
const poster = anArtifact({
  name: 'holiday.jpg',
  kind: 'image',
  key: 'processed/alice/j/poster.jpg',
  mediaType: 'image/jpeg',
});
const ladder = anArtifact({ name: 'holiday.m3u8', kind: 'playlist', key: 'processed/alice/j/ladder/master.m3u8' });
const succeeded = (artifacts = [film, poster]) => aJob({ state: 'succeeded', artifacts });

const tokenOf = (url: string) => /\/links\/([\w-]{43})(\?inline=true)?$/.exec(url)?.[1] ?? '';

describe('the files of a job', () => {
  it('each come with links that end after an hour and lead to it', async () => {
    const job = succeeded();
    const engine = anEngine({ jobs: [job] });
    const { body } = await send(listArtifacts, engine, { params: { id: job.id } });
    expect(body.expiresAt).toBe(seconds(3600).toISOString());
    expect(body.artifacts).toMatchObject([{ name: 'holiday.mp4', state: 'ready' }, { name: 'holiday.jpg' }]);
    const token = tokenOf(body.artifacts[1].url);
    expect(await engine.links.resolve(token, now)).toMatchObject({
      key: poster.key,
      fileName: 'holiday.jpg',
      job: job.id,
    });
    expect(await engine.links.resolve(token, seconds(3600))).toBeNull();
    expect(body.artifacts[0]).not.toHaveProperty('key');
  });

  it('stand beside what they were made from, for as long as that is there', async () => {
    const job = succeeded();
    const engine = anEngine({ jobs: [job] });
    const gone = await send(listArtifacts, engine, { params: { id: job.id } });
    put(engine, 'raw/alice/holiday.mov', 'bytes', { mediaType: 'video/quicktime' });
    const there = await send(listArtifacts, engine, { params: { id: job.id } });
    expect(gone.body.source).toBeNull();
    expect(there.body.source).toMatchObject({ bytes: 5, mediaType: 'video/quicktime' });
    expect(await engine.links.resolve(tokenOf(there.body.source.inlineUrl), now)).toMatchObject({ fileName: job.name });
  });

  it('are none while it works', async () => {
    const job = aJob({ state: 'running' });
    const { body } = await send(listArtifacts, anEngine({ jobs: [job] }), { params: { id: job.id } });
    expect(body.artifacts).toEqual([]);
  });

  it('of another are not told', async () => {
    const job = succeeded();
    const answer = await send(listArtifacts, anEngine({ jobs: [job] }), { params: { id: job.id }, as: 'bob/user' });
    expect(answer).toMatchObject({ status: 404, body: { code: 'job.not-found' } });
  });
});

describe('files in cold storage', () => {
  const statesOf = async (engine: ReturnType<typeof anEngine>, id: string) => {
    const { body } = await send(listArtifacts, engine, { params: { id } });
    return body.artifacts.map(({ state }: { state: string }) => state);
  };
  const restore = (engine: ReturnType<typeof anEngine>, id: string, ask = {}) =>
    send(restoreFiles, engine, { params: { id }, body: {}, ...ask });

  it('are asked for once, come within the hours said, and can be read then', async () => {
    const job = succeeded();
    const engine = anEngine({ jobs: [job], frozen: { [film.key]: 5 } });
    expect(await statesOf(engine, job.id)).toEqual(['frozen', 'ready']);

    const first = await restore(engine, job.id);
    const again = await restore(engine, job.id);

    expect(first).toMatchObject({ status: 202, body: { readyWithinHours: 5 } });
    expect(first.body.artifacts).toEqual([
      { name: 'holiday.mp4', state: 'restoring' },
      { name: 'holiday.jpg', state: 'ready' },
    ]);
    expect(again.body).toEqual(first.body);
    expect(engine.cold.asked).toEqual([`${film.key} for 7 days`]);
    expect(await statesOf(engine, job.id)).toEqual(['restoring', 'ready']);

    engine.cold.arrive();
    expect(await statesOf(engine, job.id)).toEqual(['ready', 'ready']);
    expect(await restore(engine, job.id)).toMatchObject({ status: 200, body: { readyWithinHours: 0 } });
  });

  it('of a ladder are all that lie beside its playlist, which is too small to be frozen itself', async () => {
    const job = succeeded([ladder, poster]);
    const segments = { 'processed/alice/j/ladder/1080/1.m4s': 5, 'processed/alice/j/ladder/720/1.m4s': 12 };
    const engine = anEngine({ jobs: [job], frozen: segments });
    expect(await statesOf(engine, job.id)).toEqual(['frozen', 'ready']);
    const answer = await restore(engine, job.id, { body: { days: 3 } });
    expect(answer.body.readyWithinHours).toBe(12);
    expect(engine.cold.asked).toEqual(Object.keys(segments).map((key) => `${key} for 3 days`));
  });

  it.each([
    ['running', 409, 'job.not-finished'],
    ['failed', 404, 'artifact.not-found'],
    ['expired', 404, 'artifact.not-found'],
  ] as const)('are none of a job that is %s', async (state, status, code) => {
    const job = aJob({ state });
    expect(await restore(anEngine({ jobs: [job] }), job.id)).toMatchObject({ status, body: { code } });
  });

  it.each([
    ['a viewer', 'alice/viewer', 403],
    ['another user', 'bob/user', 404],
    ['an admin', 'root/admin', 200],
  ] as const)('are asked for by %s (%s): %d', async (_who, as, status) => {
    const job = succeeded();
    expect((await restore(anEngine({ jobs: [job] }), job.id, { as })).status).toBe(status);
  });

  it('stay for 1 to 30 days', async () => {
    const job = succeeded();
    for (const days of [0, 31, 1.5])
      expect(await restore(anEngine({ jobs: [job] }), job.id, { body: { days } })).toMatchObject({ status: 400 });
  });
});
