import { describe, expect, it } from 'vitest';
import { startTranscode } from '#media/routes/start-transcode.ts';
import { EngineError } from '#shared/errors.ts';
import { newId } from '#shared/ids.ts';
import { succeed } from '#shared/life-cycle.ts';
import type { MediaStore } from '#shared/ports/media-store.ts';
import { aJob, anArtifact, anUpload } from '../../../support/builders.ts';
import { anEngine, type Engine, linesOf, now, put, seconds, send } from '../../../support/engine.ts';

const key = 'raw/alice/holiday.mov';
const webmOfH264 = { container: 'webm', videoCodec: 'h264' };
const anEngineWith = (...keys: readonly string[]): Engine => {
  const engine = anEngine();
  for (const each of keys) put(engine, each);
  return engine;
};
const start = (engine: Engine, body: object = { source: { key } }, ask = {}) =>
  send(startTranscode, engine, { body, ...ask });

describe('asking for a transcode', () => {
  it('is accepted as a job that is started, with where to ask for it', async () => {
    const engine = anEngineWith(key);
    const answer = await start(engine, { source: { key }, preset: 'h264-720p' });
    const { id } = answer.body;
    expect(answer).toMatchObject({ status: 202, headers: { location: `/api/v1/jobs/${id}` } });
    expect(answer.body).toMatchObject({ state: 'queued', attempt: 1, name: 'holiday.mov', retentionSeconds: 604_800 });
    const job = await engine.jobs.get(id);
    expect(job?.request).toEqual({ source: key, name: 'holiday', make: { preset: 'h264-720p' } });
    expect(await engine.workflows.state(job as never)).toBe('running');
    expect(await linesOf(engine, id)).toEqual(['queued']);
  });

  it('carries every wish into the record', async () => {
    const engine = anEngineWith(key);
    const wishes = { container: 'webm', name: 'Rome', email: 'bob@partner.example', retentionSeconds: null };
    const { body } = await start(engine, { source: { key }, ...wishes });
    expect(await engine.jobs.get(body.id)).toMatchObject({
      ...{ name: 'Rome', email: 'bob@partner.example', retentionSeconds: null },
      request: { name: 'Rome', make: { container: 'webm' } },
    });
  });

  it.each([
    [false, { reuse: false }],
    [true, {}],
  ])('may say whether what was made before will do: %s', async (reuse, kept) => {
    const engine = anEngineWith(key);
    const { body } = await start(engine, { source: { key }, preset: 'mp3', reuse });
    const { source, name, make, ...rest } = (await engine.jobs.get(body.id))?.request ?? {};
    expect({ make, ...rest }).toEqual({ make: { preset: 'mp3' }, ...kept });
  });

  it.each([
    ['a stranger', 'eve@elsewhere.example', 'alice@example.org (your own), any address at partner.example'],
    ['an address that bounced', 'gone@partner.example', 'came back'],
  ])('is refused where %s is to be told of the end, with who may be', async (_who, email, detail) => {
    const engine = anEngineWith(key);
    await engine.ledger.suppress('gone@partner.example', 'bounce');
    const answer = await start(engine, { source: { key }, email });
    expect(answer).toMatchObject({ status: 400, body: { code: 'request.invalid', field: 'email' } });
    expect(answer.body.detail).toContain(detail);
    expect(engine.workflows.executions.size).toBe(0);
  });

  it.each(['Alice@Example.org', 'bob@partner.example'])('may tell %s of its end', async (email) => {
    expect((await start(anEngineWith(key), { source: { key }, email })).status).toBe(202);
  });

  it('answers with the result where the caller waits and it comes', async () => {
    const engine = anEngineWith(key);
    const finish = async (job: Parameters<Engine['workflows']['start']>[0]) => {
      const record = await engine.jobs.get(job.id);
      if (!record) return;
      const done = succeed(record, { artifacts: [anArtifact()], notes: [] }, now);
      await engine.jobs.apply(job.id, { ...done, from: ['queued'] });
    };
    const quick = { ...engine, workflows: { ...engine.workflows, start: finish } };
    const answer = await start(quick, { source: { key } }, { headers: { prefer: 'wait=5' } });
    expect(answer).toMatchObject({ status: 200, body: { state: 'succeeded', artifacts: [{ name: 'holiday.mp4' }] } });
  });

  it('is accepted although the workflow cannot be started: the sweeper will', async () => {
    const engine = anEngine({ outage: new EngineError('service.unavailable', 'no answer') });
    put(engine, key);
    const { status, body } = await start(engine);
    expect(status).toBe(202);
    expect(await engine.jobs.due(seconds(60), 10)).toMatchObject([{ id: body.id }]);
  });

  it.each([
    ['nobody', undefined, 401],
    ['a viewer', 'alice/viewer', 403],
  ] as const)('by %s is refused', async (_who, as, status) => {
    expect((await start(anEngineWith(key), undefined, { as })).status).toBe(status);
  });

  it.each([
    ['no source', {}, 'source'],
    ['a preset that does not exist', { source: { key }, preset: 'vhs' }, 'preset'],
    ['two things to make', { source: { key }, preset: 'mp3', container: 'mp4' }, 'preset'],
    ['an address that is none', { source: { key }, email: 'me' }, 'email'],
    ['files kept for a moment', { source: { key }, retentionSeconds: 1 }, 'retentionSeconds'],
    ['a codec that its container cannot hold', { source: { key }, rendition: webmOfH264 }, 'rendition.videoCodec'],
    ['a field that does not exist', { source: { key }, colour: 1 }, 'colour'],
    ['a key outside raw/', { source: { key: 'work/x' } }, 'source'],
  ])('with %s is refused by field', async (_what, body, field) => {
    const engine = anEngineWith(key);
    const answer = await start(engine, body);
    expect(answer).toMatchObject({ status: 400, body: { code: 'request.invalid' } });
    expect(answer.body.field).toMatch(new RegExp(`^${field}`));
    expect((await engine.jobs.list({ limit: 1 })).items).toEqual([]);
  });
});

describe('the same request again', () => {
  const keyed = (name: string) => ({ headers: { 'idempotency-key': name } });
  const request = { source: { key }, preset: 'mp3' };

  it('with its key is answered with the first job, though it has ended', async () => {
    const engine = anEngineWith(key);
    const first = await start(engine, request, keyed('k'));
    const again = await start(engine, request, keyed('k'));
    expect(again).toMatchObject({ status: 202, body: { id: first.body.id } });
    await engine.jobs.apply(first.body.id, { from: ['queued'], set: { state: 'canceled' } });
    expect(await start(engine, request, keyed('k'))).toMatchObject({ status: 200, body: { id: first.body.id } });
    expect(engine.workflows.executions.size).toBe(1);
    expect(await linesOf(engine, first.body.id)).toEqual(['queued']);
  });

  it('starts what the first one wrote down and did not live to start', async () => {
    const engine = anEngineWith(key);
    const dying = {
      ...engine,
      workflows: { ...engine.workflows, start: async () => Promise.reject(new Error('killed')) },
    };
    const { body } = await start(dying, request, keyed('k'));
    expect(engine.workflows.executions.size).toBe(0);
    await start(engine, request, keyed('k'));
    expect([...engine.workflows.executions.keys()]).toEqual([`${body.id}-1`]);
  });

  it('with its key and another body is a conflict', async () => {
    const engine = anEngineWith(key);
    await start(engine, request, keyed('k'));
    const other = await start(engine, { source: { key }, preset: 'wav' }, keyed('k'));
    expect(other).toMatchObject({ status: 422, body: { code: 'idempotency.conflict', field: 'Idempotency-Key' } });
  });

  it('with another key, with none, or by another caller is new work', async () => {
    const engine = anEngineWith(key);
    const bodies = [
      await start(engine, request, keyed('k')),
      await start(engine, request, keyed('l')),
      await start(engine, request),
      await start(engine, request, { ...keyed('k'), as: 'root/admin' }),
    ];
    expect(new Set(bodies.map(({ body }) => body.id)).size).toBe(4);
  });
});

describe('the source of a transcode', () => {
  const film = anArtifact({ key: 'processed/alice/j/holiday.mp4' });
  const upload = anUpload({ fileName: 'Day 1.mov' });
  const job = aJob({ state: 'succeeded', artifacts: [film] });
  const anArchive = () => {
    const engine = anEngine({ jobs: [job], uploads: [upload] });
    for (const each of [key, film.key, upload.key]) put(engine, each);
    return engine;
  };

  it.each([
    ['an upload', { upload: upload.id }, upload.key, 'Day 1'],
    ['an object of one’s own', { key }, key, 'holiday'],
    ['a file of an earlier job', { job: job.id, artifact: 'holiday.mp4' }, film.key, 'holiday'],
  ])('may be %s', async (_what, source, found, name) => {
    const engine = anArchive();
    const { body } = await start(engine, { source });
    expect((await engine.jobs.get(body.id))?.request).toMatchObject({ source: found, name });
  });

  it.each([
    ['upload', { upload: upload.id }, 'source.upload'],
    ['object', { key }, 'source.key'],
    ['file', { job: job.id, artifact: 'holiday.mp4' }, 'source.artifact'],
  ])('may not be another’s %s, which is answered as if it were not there', async (_what, source, field) => {
    const answer = await start(anArchive(), { source }, { as: 'bob/user' });
    expect(answer).toMatchObject({ status: 422, body: { code: 'source.not-found', field } });
  });

  it('may be another’s for an admin, who gets the result', async () => {
    const engine = anArchive();
    const { status, body } = await start(engine, undefined, { as: 'root/admin' });
    expect(status).toBe(202);
    expect((await engine.jobs.get(body.id))?.owner).toBe('root');
  });

  it.each([
    ['an upload that was never begun', { upload: newId() }],
    ['a file that the job did not make', { job: job.id, artifact: 'other.mp4' }],
    ['a file of a job that there is not', { job: newId(), artifact: 'holiday.mp4' }],
    ['an object that is not there', { key: 'raw/alice/none.mov' }],
  ])('may not be %s', async (_what, source) => {
    expect(await start(anArchive(), { source })).toMatchObject({ status: 422, body: { code: 'source.not-found' } });
  });

  it.each([
    ['a way up', 'raw/alice/../bob/film.mov'],
    ['a way nowhere', 'raw/alice/./film.mov'],
    ['a folder without a name', 'raw/alice//film.mov'],
    ['no file', 'raw/alice/'],
    ['no owner', 'raw/film.mov'],
    ['a NUL', 'raw/alice/a\u0000b.mov'],
    ['more than 1,024 bytes', `raw/alice/${'😀'.repeat(300)}`],
  ])('may not be a key with %s, which a store could read as another', async (_what, odd) => {
    const answer = await start(anEngineWith(odd, 'raw/bob/film.mov'), { source: { key: odd } });
    expect(answer).toMatchObject({ status: 422, body: { code: 'source.not-found', field: 'source.key' } });
  });

  it.each([
    ['of 1,024 bytes', `raw/alice/${'x'.repeat(1014)}`],
    ['in any script', 'raw/alice/Ürlaub 😀.mov'],
    ['with folders and dots', 'raw/alice/a/b/c..mov'],
  ])('may be any other key, such as one %s', async (_what, odd) => {
    expect((await start(anEngineWith(odd), { source: { key: odd } })).status).toBe(202);
  });

  it('without bytes yet is told apart from one that is not there', async () => {
    const engine = anEngine({ uploads: [upload] });
    const answer = await start(engine, { source: { upload: upload.id } });
    expect(answer).toMatchObject({ status: 422, body: { code: 'source.not-found', field: 'source' } });
    expect(answer.body.detail).toContain('no bytes yet');
    const nowhere = await start(engine, { source: { key: 'raw/alice/nowhere.mov' } });
    expect(nowhere).toMatchObject({ status: 422, body: { code: 'source.not-found', field: 'source.key' } });
    expect(nowhere.body.detail).toBe('source.key: there is no object "raw/alice/nowhere.mov"');
  });

  it('in cold storage must be restored first', async () => {
    const engine = anArchive();
    const head: MediaStore['head'] = async (each) => {
      const stored = await engine.media.head(each);
      return stored && { ...stored, state: 'frozen' };
    };
    const answer = await start({ ...engine, media: { ...engine.media, head } });
    expect(answer).toMatchObject({ status: 409, body: { code: 'artifact.frozen', field: 'source' } });
  });
});
