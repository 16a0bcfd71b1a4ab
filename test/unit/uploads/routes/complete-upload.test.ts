import { crc32 } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { Job } from '#shared/job.ts';
import type { MultipartStore } from '#shared/ports/uploads.ts';
import { completeUpload } from '#uploads/routes/complete-upload.ts';
import { deleteUpload } from '#uploads/routes/delete-upload.ts';
import { signCheckedParts } from '#uploads/routes/sign-checked-parts.ts';
import { takeObject } from '#uploads/take-object.ts';
import { anEngine, type Engine, now, send } from '../../../support/engine.ts';
import { inMemoryPartSums } from '../../../support/fakes/part-sums.ts';
import { complete, film, long, partOf, sendParts, sha256, start } from '../../../support/uploads.ts';

describe('completing an upload', () => {
  it('joins the parts and starts what was asked for', async () => {
    const engine = anEngine();
    const { id, key, parts } = await start(engine, { then: { preset: 'mp3' } });
    await sendParts(parts);
    const answer = await complete(engine, id);
    const { job } = answer.body;
    expect(answer).toMatchObject({ status: 202, headers: { location: `/api/v1/jobs/${job.id}` } });
    expect(answer.body.upload).toMatchObject({ state: 'completed', job: job.id });
    expect(job).toMatchObject({ state: 'queued', name: 'holiday.mov', request: { make: { preset: 'mp3' } } });
    expect(engine.bucket.get(key)?.body).toEqual(film);
  });

  it('that asked for nothing starts nothing', async () => {
    const engine = anEngine();
    const { id, parts } = await start(engine);
    await sendParts(parts);
    expect(await complete(engine, id)).toMatchObject({
      status: 200,
      body: { upload: { state: 'completed' }, job: null },
    });
  });

  it('may be repeated, at once or later, and starts the work once', async () => {
    const engine = anEngine();
    const { id, parts } = await start(engine, { then: {} });
    await sendParts(parts);
    const answers = await Promise.all([complete(engine, id), complete(engine, id)]);
    answers.push(await complete(engine, id));
    expect(answers.map(({ status }) => status)).toEqual([202, 202, 202]);
    expect(new Set(answers.map(({ body }) => body.job.id)).size).toBe(1);
    expect(engine.workflows.executions.size).toBe(1);
  });

  it('is answered with the same job when the event of its object came first', async () => {
    const engine = anEngine();
    const { id, key, parts } = await start(engine, { then: {} });
    await sendParts(parts);
    const joined: MultipartStore['complete'] = async (...asked) => {
      await engine.multiparts.complete(...asked);
      await takeObject({ detail: { object: { key } } }, now, engine);
    };
    const multiparts = { ...engine.multiparts, complete: joined };
    const answer = await send(completeUpload, { ...engine, multiparts }, { params: { id }, body: {} });
    expect(answer.status).toBe(202);
    expect(await engine.uploads.get(id)).toMatchObject({ state: 'completed', job: answer.body.job.id });
    expect((await engine.jobs.list({ limit: 10 })).items).toHaveLength(1);
  });

  it('answers with the result where the caller waits and it comes', async () => {
    const engine = anEngine();
    const { id, parts } = await start(engine, { then: {} });
    await sendParts(parts);
    const begin = async ({ id: job }: Pick<Job, 'id'>) => {
      await engine.jobs.apply(job, { from: ['queued'], set: { state: 'succeeded' } });
    };
    const ports = { ...engine, workflows: { ...engine.workflows, start: begin } };
    const answer = await send(completeUpload, ports, { params: { id }, body: {}, headers: { prefer: 'wait=5' } });
    expect(answer).toMatchObject({
      status: 200,
      body: { upload: { state: 'completed' }, job: { state: 'succeeded' } },
    });
    expect(answer.headers['location']).toBe(`/api/v1/jobs/${answer.body.job.id}`);
  });

  it('may name as many parts as an upload can have, with the sum of each', async () => {
    const engine = anEngine();
    const { id } = await start(engine, { checksum: 'sha256' });
    const parts = Array.from({ length: 10_000 }, (_, n) => ({
      number: n + 1,
      etag: 'e'.repeat(100),
      sha256: sha256(film),
    }));
    const answer = await complete(engine, id, { parts });
    expect(answer).toMatchObject({ status: 400, body: { code: 'request.invalid', field: 'parts[1].number' } });
  });

  it('names the parts that are missing, and can be done once they are there', async () => {
    const engine = anEngine();
    const { id, parts } = await start(engine, { bytes: long.length });
    await sendParts(parts.slice(1), long);
    const early = await complete(engine, id);
    expect(early).toMatchObject({ status: 409, body: { code: 'upload.incomplete', field: 'parts' } });
    expect(early.body.detail).toBe('parts: missing 1');
    await sendParts(parts, long);
    expect((await complete(engine, id)).status).toBe(200);
  });

  it('is refused where a part is not the one that the client sent', async () => {
    const engine = anEngine();
    const { id, parts } = await start(engine);
    await sendParts(parts);
    const answer = await complete(engine, id, { parts: [{ number: 1, etag: 'another' }] });
    expect(answer).toMatchObject({ status: 409, body: { code: 'upload.incomplete' } });
  });

  it('holds the whole against its CRC32', async () => {
    const engine = anEngine();
    const right = Buffer.alloc(4);
    right.writeUInt32BE(crc32(film));
    for (const [sum, status] of [
      ['AAAAAA==', 422],
      [right.toString('base64'), 200],
    ] as const) {
      const { id, parts } = await start(engine, { checksum: 'crc32' });
      await sendParts(parts);
      expect((await complete(engine, id, { crc32: sum })).status).toBe(status);
    }
  });

  it('is refused once it was aborted, by us or by the store', async () => {
    const engine = anEngine();
    const [aborted, ended] = [await start(engine), await start(engine)];
    await send(deleteUpload, engine, { params: { id: aborted.id } });
    const record = await engine.uploads.get(ended.id);
    await engine.multiparts.abort(ended.key, record?.multipart ?? '');
    for (const { id } of [aborted, ended])
      expect(await complete(engine, id)).toMatchObject({ status: 409, body: { code: 'upload.closed' } });
  });
});

describe('a checksum of the whole', () => {
  it.each([
    ['was promised and is not given', { checksum: 'crc32' }, {}],
    ['was not promised and is given', {}, { crc32: 'AAAAAA==' }],
  ])('that %s is refused, and nothing is joined', async (_what, begun, given) => {
    const engine = anEngine();
    const { id, parts } = await start(engine, begun);
    await sendParts(parts);

    const answer = await complete(engine, id, given);

    expect(answer).toMatchObject({ status: 400, body: { code: 'request.invalid', field: 'crc32' } });
    expect((await engine.uploads.get(id))?.state).toBe('open');
  });
});

describe('parts that a completion names', () => {
  const named = (more: object = {}) => ({ number: 1, etag: 'e', ...more });

  it.each([
    ['one beyond the plan', [named({ number: 2 })], 'parts[0].number', '2 is beyond the plan; the last part is 1'],
    ['one twice', [named(), named()], 'parts[1].number', 'part 1 is named twice; name each part once'],
    [
      'a sum where none was agreed on',
      [named({ sha256: sha256(film) })],
      'parts[0].sha256',
      'the upload was not begun with checksum sha256; leave it out',
    ],
  ])('are refused by field when they are %s, and nothing is joined', async (_what, parts, field, advice) => {
    const engine = anEngine();
    const begun = await start(engine);
    await sendParts(begun.parts);

    const answer = await complete(engine, begun.id, { parts });

    expect(answer).toMatchObject({ status: 400, body: { code: 'request.invalid', field } });
    expect(answer.body.detail).toBe(`${field}: ${advice}`);
    expect((await engine.uploads.get(begun.id))?.state).toBe('open');
    expect(engine.bucket.size).toBe(0);
  });
});

describe('an upload with a SHA-256 of each part', () => {
  const sent = async (engine: Engine) => {
    const { id } = await start(engine, { bytes: long.length, checksum: 'sha256' });
    const parts = [1, 2].map((number) => ({ number, sha256: sha256(partOf(long, number)) }));
    const signed = await send(signCheckedParts, engine, { params: { id }, body: { parts } });
    const answers = await sendParts(signed.body.parts, long);
    const etags = answers.map(({ headers }) => (headers.get('etag') ?? '').replaceAll('"', ''));
    return { id, parts: parts.map((part, n) => ({ ...part, etag: etags[n] })) };
  };

  it('is completed by the sums it was signed with: the client names nothing again', async () => {
    const engine = anEngine();
    const { id } = await sent(engine);
    expect(await complete(engine, id)).toMatchObject({ status: 200, body: { upload: { state: 'completed' } } });
  });

  it('is completed by the sums that the client names', async () => {
    const engine = anEngine();
    const { id, parts } = await sent(engine);
    expect((await complete(engine, id, { parts })).status).toBe(200);
  });

  it('is refused where a sum is not that of the part', async () => {
    const engine = anEngine();
    const { id, parts } = await sent(engine);
    const wrong = parts.map((part) => ({ ...part, sha256: sha256(Buffer.from('else')) }));
    expect(await complete(engine, id, { parts: wrong })).toMatchObject({
      status: 422,
      body: { code: 'upload.checksum' },
    });
    expect((await engine.uploads.get(id))?.state).toBe('open');
  });

  it('asks for the sums when nobody knows them any more', async () => {
    const engine = anEngine();
    const { id } = await sent(engine);
    const answer = await send(completeUpload, { ...engine, sums: inMemoryPartSums() }, { params: { id }, body: {} });
    expect(answer).toMatchObject({ status: 400, body: { code: 'request.invalid', field: 'parts' } });
    expect(answer.body.detail).toContain('give the sha256 of part 1');
  });
});
