import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { newId } from '#shared/ids.ts';
import type { MultipartStore } from '#shared/ports/uploads.ts';
import { abortUpload } from '#uploads/routes/abort-upload.ts';
import { completeUpload } from '#uploads/routes/complete-upload.ts';
import { getParts } from '#uploads/routes/get-parts.ts';
import { getUpload } from '#uploads/routes/get-upload.ts';
import { listUploads } from '#uploads/routes/list-uploads.ts';
import { signCheckedParts } from '#uploads/routes/sign-checked-parts.ts';
import { startUpload } from '#uploads/routes/start-upload.ts';
import { takeObject } from '#uploads/take-object.ts';
import { anUpload } from '../../../support/builders.ts';
import { anEngine, type Engine, now, send } from '../../../support/engine.ts';

const partBytes = 8 * 1024 ** 2;
const film = Buffer.from('a short film');
const long = Buffer.alloc(partBytes + 5, 'film');
const wish = { fileName: 'holiday.mov', bytes: film.length, mediaType: 'video/quicktime' };
const inTwoParts = { bytes: long.length };

const start = async (engine: Engine, more: object = {}) =>
  (await send(startUpload, engine, { body: { ...wish, ...more } })).body;

type Signed = { readonly number: number; readonly url: string; readonly headers?: Record<string, string> };
const partOf = (bytes: Buffer, number: number) => bytes.subarray((number - 1) * partBytes, number * partBytes);
const sendParts = (parts: readonly Signed[], bytes = film) =>
  Promise.all(
    parts.map(({ number, url, headers = {} }) =>
      fetch(url, { method: 'PUT', body: new Uint8Array(partOf(bytes, number)), headers }),
    ),
  );

const complete = (engine: Engine, id: string, body: object = {}) =>
  send(completeUpload, engine, { params: { id }, body });
const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('base64');

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

describe('starting an upload', () => {
  it('answers where to send each part, and keeps who wants what', async () => {
    const engine = anEngine();
    const answer = await send(startUpload, engine, { body: { ...wish, ...inTwoParts, then: { preset: 'mp3' } } });
    const { id } = answer.body;
    expect(answer).toMatchObject({ status: 201, headers: { location: `/api/v1/uploads/${id}` } });
    expect(answer.body).toMatchObject({ state: 'open', partBytes, partCount: 2, key: `raw/alice/${id}/holiday.mov` });
    expect(answer.body.parts.map(({ number }: Signed) => number)).toEqual([1, 2]);
    for (const hidden of ['owner', 'multipart', 'then']) expect(answer.body).not.toHaveProperty(hidden);
    expect(await engine.uploads.get(id)).toMatchObject({ owner: 'alice', then: { preset: 'mp3' } });
  });

  it.each([
    ['../../etc/passwd', 'passwd'],
    ['a\u0000b.mov', 'ab.mov'],
    ['🏖️ Ürlaub.mov', '🏖️ Ürlaub.mov'],
    ['..', 'file'],
    ['CON.mov', '_CON.mov'],
  ])('puts %j under a safe name and remembers what it was called', async (fileName, safe) => {
    const { id, key, ...shown } = await start(anEngine(), { fileName });
    expect(key).toBe(`raw/alice/${id}/${safe}`);
    expect(shown.fileName).toBe(fileName);
  });

  it.each([
    ['no bytes', { bytes: 0 }, 400, 'request.invalid', 'bytes'],
    ['more bytes than are allowed', { bytes: 1024 ** 3 + 1 }, 413, 'upload.too-large', 'bytes'],
    ['no name', { fileName: '' }, 400, 'request.invalid', 'fileName'],
    ['a wrong media type', { mediaType: 'movie' }, 400, 'request.invalid', 'mediaType'],
    ['an unknown checksum', { checksum: 'md5' }, 400, 'request.invalid', 'checksum'],
    ['an unknown preset', { then: { preset: 'vhs' } }, 400, 'request.invalid', 'then.preset'],
    ['two wishes', { then: { preset: 'mp3', container: 'mp4' } }, 400, 'request.invalid', 'then.preset'],
    ['an unknown field', { colour: 1 }, 400, 'request.invalid', 'colour'],
  ] as const)('with %s is refused by field', async (_what, change, status, code, field) => {
    const engine = anEngine();
    const answer = await send(startUpload, engine, { body: { ...wish, ...change } });
    expect(answer).toMatchObject({ status, body: { code, field } });
    expect((await engine.uploads.list('alice', { limit: 1 })).items).toEqual([]);
  });

  it('names the presets there are', async () => {
    const answer = await send(startUpload, anEngine(), { body: { ...wish, then: { preset: 'vhs' } } });
    expect(answer.body.detail).toContain('h264-1080p');
  });

  it.each([
    ['nobody', undefined, 401],
    ['a viewer', 'alice/viewer', 403],
  ] as const)('by %s is refused', async (_who, as, status) => {
    expect((await send(startUpload, anEngine(), { body: wish, as: as as 'alice/user' })).status).toBe(status);
  });
});

describe('the open uploads of a caller', () => {
  const ids = ({ body }: Awaited<ReturnType<typeof send>>) => body.uploads.map(({ id }: { id: string }) => id);

  it('are those to go on with: open, one’s own, and not ended by the store', async () => {
    const open = anUpload({ createdAt: '2026-11-20T12:00:00.000Z' });
    const others = [
      anUpload({ state: 'completed' }),
      anUpload({ state: 'aborted' }),
      anUpload({ owner: 'bob' }),
      anUpload({ createdAt: '2026-11-14T11:59:59.000Z' }),
    ];
    const answer = await send(listUploads, anEngine({ uploads: [open, ...others] }));
    expect(ids(answer)).toEqual([open.id]);
    expect(answer.body.cursor).toBeNull();
    expect(answer.body.uploads[0]).not.toHaveProperty('multipart');
  });

  it('come newest first, in pages', async () => {
    const uploads = [1, 2, 3].map((day) => anUpload({ createdAt: `2026-11-1${day + 5}T12:00:00.000Z` }));
    const engine = anEngine({ uploads });
    const first = await send(listUploads, engine, { query: { limit: '2' } });
    const rest = await send(listUploads, engine, { query: { limit: '2', cursor: first.body.cursor } });
    expect([...ids(first), ...ids(rest)]).toEqual(uploads.map(({ id }) => id).toReversed());
    expect(rest.body.cursor).toBeNull();
  });

  it.each([{ limit: '0' }, { limit: '101' }, { cursor: 'x' }, { state: 'open' }])(
    'are not asked for by %j',
    async (query) => {
      const answer = await send(listUploads, anEngine(), { query: query as unknown as Record<string, string> });
      expect(answer).toMatchObject({ status: 400, body: { code: 'request.invalid' } });
    },
  );
});

describe('going on with an upload', () => {
  it('tells what has arrived and where to send the rest', async () => {
    const engine = anEngine();
    const { id, parts } = await start(engine, inTwoParts);
    await sendParts(parts.slice(0, 1), long);
    const answer = await send(getParts, engine, { params: { id }, query: { from: '2' } });
    expect(answer.body.arrived).toMatchObject([{ number: 1, bytes: partBytes }]);
    expect(answer.body.parts.map(({ number }: Signed) => number)).toEqual([2]);
  });

  it('signs parts with their checksums, so that others are refused', async () => {
    const engine = anEngine();
    const { id, parts } = await start(engine, { ...inTwoParts, checksum: 'sha256' });
    expect(parts).toEqual([]);
    const wanted = [
      { number: 1, sha256: sha256(partOf(long, 1)) },
      { number: 2, sha256: sha256(Buffer.from('else')) },
    ];
    const signed = await send(signCheckedParts, engine, { params: { id }, body: { parts: wanted } });
    const sent = await sendParts(signed.body.parts, long);
    expect(sent.map(({ status }) => status)).toEqual([200, 400]);
  });

  it('signs no checksum where none was agreed on, and no part beyond the plan', async () => {
    const engine = anEngine();
    const [plain, checked] = [await start(engine), await start(engine, { checksum: 'sha256' })];
    const ask = (id: string, number: number) =>
      send(signCheckedParts, engine, { params: { id }, body: { parts: [{ number, sha256: sha256(film) }] } });
    expect(await ask(plain.id, 1)).toMatchObject({ status: 400, body: { code: 'request.invalid', field: 'parts' } });
    expect(await ask(checked.id, 2)).toMatchObject({ status: 400, body: { code: 'request.invalid', field: 'parts' } });
  });
});

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

  it('names the parts that are missing, and can be done once they are there', async () => {
    const engine = anEngine();
    const { id, parts } = await start(engine, inTwoParts);
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
    await send(abortUpload, engine, { params: { id: aborted.id } });
    const record = await engine.uploads.get(ended.id);
    await engine.multiparts.abort(ended.key, record?.multipart ?? '');
    for (const { id } of [aborted, ended])
      expect(await complete(engine, id)).toMatchObject({ status: 409, body: { code: 'upload.closed' } });
  });
});

describe('aborting an upload', () => {
  it('frees what has arrived, and may be repeated', async () => {
    const engine = anEngine();
    const { id, parts } = await start(engine);
    await sendParts(parts);
    for (const _time of [1, 2]) expect((await send(abortUpload, engine, { params: { id } })).status).toBe(204);
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
    expect(await send(abortUpload, racing, { params: { id } })).toMatchObject({ status: 409 });
    expect((await complete(engine, id)).status).toBe(200);
    expect(await send(abortUpload, engine, { params: { id } })).toMatchObject({ status: 409 });
  });
});

describe('an upload', () => {
  const upload = anUpload();
  const ask = { params: { id: upload.id } };
  const checked = { parts: [{ number: 1, sha256: sha256(film) }] };

  it('is shown to its owner', async () => {
    const answer = await send(getUpload, anEngine({ uploads: [upload] }), { ...ask, as: 'alice/viewer' });
    expect(answer).toMatchObject({ status: 200, body: { id: upload.id, state: 'open' } });
  });

  it.each([
    ['another’s', upload.id],
    ['one that was never begun', newId()],
  ])('that is %s does not exist, whatever is asked of it', async (_whose, id) => {
    const engine = anEngine({ uploads: [upload] });
    const theirs = { params: { id }, as: 'bob/user' } as const;
    const answers = [
      await send(getUpload, engine, theirs),
      await send(getParts, engine, theirs),
      await send(signCheckedParts, engine, { ...theirs, body: checked }),
      await send(completeUpload, engine, { ...theirs, body: {} }),
      await send(abortUpload, engine, theirs),
    ];
    for (const answer of answers) expect(answer).toMatchObject({ status: 404, body: { code: 'upload.not-found' } });
  });

  it('is written to by nobody who may only read', async () => {
    const engine = anEngine({ uploads: [upload] });
    const viewer = { ...ask, as: 'alice/viewer' } as const;
    const answers = [
      await send(getParts, engine, viewer),
      await send(signCheckedParts, engine, { ...viewer, body: checked }),
      await send(completeUpload, engine, { ...viewer, body: {} }),
      await send(abortUpload, engine, viewer),
    ];
    for (const answer of answers) expect(answer).toMatchObject({ status: 403, body: { code: 'auth.forbidden' } });
  });

  it('of another is completed by an admin as its owner’s', async () => {
    const engine = anEngine();
    const { id, parts } = await start(engine, { then: {} });
    await sendParts(parts);
    const { body } = await send(completeUpload, engine, { params: { id }, body: {}, as: 'root/admin' });
    expect((await engine.jobs.get(body.job.id))?.owner).toBe('alice');
  });
});
