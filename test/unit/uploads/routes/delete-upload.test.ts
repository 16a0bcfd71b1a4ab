import { describe, expect, it } from 'vitest';
import { EngineError } from '#shared/errors.ts';
import type { Job } from '#shared/job.ts';
import { cancel } from '#shared/life-cycle.ts';
import type { MultipartStore } from '#shared/ports/uploads.ts';
import type { Upload } from '#shared/upload.ts';
import { deleteUpload } from '#uploads/routes/delete-upload.ts';
import { getParts } from '#uploads/routes/get-parts.ts';
import { getUpload } from '#uploads/routes/get-upload.ts';
import { restoreUpload } from '#uploads/routes/restore-upload.ts';
import { aDrop, aJob, anUpload } from '../../../support/builders.ts';
import { anEngine, type Engine, now, put, seconds, send } from '../../../support/engine.ts';
import { complete, sendParts, start } from '../../../support/uploads.ts';

const give = (engine: Engine, id: string) => send(deleteUpload, engine, { params: { id }, query: { state: 'open' } });

describe('aborting an upload', () => {
  it('frees what has arrived, and may be repeated', async () => {
    const engine = anEngine();
    const { id, parts } = await start(engine);
    await sendParts(parts);
    for (const _time of [1, 2]) expect((await send(deleteUpload, engine, { params: { id } })).status).toBe(204);
    expect((await engine.uploads.get(id))?.state).toBe('aborted');
    expect((await sendParts(parts)).map(({ status }) => status)).toEqual([404]);
    expect(await send(getParts, engine, { params: { id } })).toMatchObject({
      status: 409,
      body: { code: 'upload.closed' },
    });
  });

  it('is refused once it is completed, even if just now', async () => {
    const engine = anEngine();
    const { id, parts } = await start(engine);
    await sendParts(parts);
    const abort: MultipartStore['abort'] = async (key, multipart) => {
      const arrived = await engine.multiparts.parts(key, multipart);
      await engine.multiparts.complete(key, multipart, arrived, {});
    };
    const racing = { ...engine, multiparts: { ...engine.multiparts, abort } };
    expect(await send(deleteUpload, racing, { params: { id } })).toMatchObject({ status: 409 });
    expect((await complete(engine, id)).status).toBe(200);
    expect(await give(engine, id)).toMatchObject({ status: 409, body: { code: 'upload.closed' } });
    expect(engine.bucket.size).toBe(1);
  });
});

describe('erasing what was uploaded', () => {
  const drop = (engine: Engine, id: string, as: 'alice/user' | 'root/admin' = 'alice/user') =>
    send(deleteUpload, engine, { params: { id }, as });
  const aSource = (source: Upload, jobs: readonly Job[] = []) => {
    const engine = anEngine({ uploads: [source], jobs });
    put(engine, source.key);
    return engine;
  };

  it.each([
    ['an upload', anUpload({ state: 'completed' })],
    ['an object that was put straight into the store', aDrop()],
  ])('removes the bytes of %s; its record stays and says so', async (_what, source) => {
    const engine = aSource(source);
    put(engine, `${source.key}.bak`);
    for (const _time of [1, 2]) expect((await drop(engine, source.id)).status).toBe(204);
    expect([...engine.bucket.keys()]).toEqual([`${source.key}.bak`]);
    expect((await send(getUpload, engine, { params: { id: source.id } })).body).toMatchObject({
      state: 'erased',
      erasedAt: now.toISOString(),
      file: null,
    });
  });

  it.each(['queued', 'running'] as const)('is refused while a %s job reads it, and names the job', async (state) => {
    const source = anUpload({ state: 'completed' });
    const dueAt = seconds(state === 'queued' ? 60 : 12 * 3600).toISOString();
    const job = aJob({ owner: 'root', state, dueAt, request: { source: source.key } });
    const engine = aSource(source, [job]);
    const answer = await drop(engine, source.id);
    expect(answer).toMatchObject({ status: 409, body: { code: 'upload.in-use' } });
    expect(answer.body.detail).toContain(job.id);
    expect(engine.bucket.size).toBe(1);
    await engine.jobs.apply(job.id, cancel(now));
    expect((await drop(engine, source.id)).status).toBe(204);
  });

  it('heeds only jobs that read it', async () => {
    const source = anUpload({ state: 'completed' });
    const due = { dueAt: now.toISOString() };
    const others = [
      aJob({ ...due, request: { source: 'raw/alice/other.mov' } }),
      aJob({ ...due, state: 'failed', request: { source: source.key } }),
      aJob({ ...due, state: 'succeeded', request: { source: source.key } }),
    ];
    expect((await drop(aSource(source, others), source.id)).status).toBe(204);
  });

  it('that failed half-way can be done again', async () => {
    const source = anUpload({ state: 'completed' });
    const engine = aSource(source);
    const erase = () => Promise.reject(new EngineError('storage.unavailable', 'away'));
    const away = { ...engine, media: { ...engine.media, erase } };
    expect((await drop(away, source.id)).status).toBe(503);
    expect((await engine.uploads.get(source.id))?.state).toBe('completed');
    expect((await drop(engine, source.id)).status).toBe(204);
  });

  it('is not what giving up an open upload does, should that have got through', async () => {
    const source = anUpload({ state: 'completed' });
    const engine = aSource(source);
    expect(await give(engine, source.id)).toMatchObject({ status: 409, body: { code: 'upload.closed' } });
    expect(engine.bucket.size).toBe(1);
  });

  it('of another is an admin’s to do', async () => {
    const source = aDrop();
    expect((await drop(aSource(source), source.id, 'root/admin')).status).toBe(204);
  });

  it('ends it for good: it cannot be completed, gone on with or restored', async () => {
    const source = anUpload({ state: 'completed' });
    const engine = aSource(source);
    await drop(engine, source.id);
    const params = { id: source.id };
    for (const answer of [
      await complete(engine, source.id),
      await send(getParts, engine, { params }),
      await send(restoreUpload, engine, { params, body: {} }),
    ])
      expect(answer).toMatchObject({ status: 409, body: { code: 'upload.closed', detail: 'the upload is erased' } });
  });
});
