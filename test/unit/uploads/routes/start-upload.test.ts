import { describe, expect, it } from 'vitest';
import type { MultipartStore } from '#shared/ports/uploads.ts';
import { startUpload } from '#uploads/routes/start-upload.ts';
import { anEngine, send } from '../../../support/engine.ts';
import { complete, long, partBytes, type Signed, sendParts, start, wish } from '../../../support/uploads.ts';

const beyond = { container: 'mp4', videoCodec: 'h264', crf: 60 };

describe('starting an upload', () => {
  it('answers where to send each part, and keeps who wants what', async () => {
    const engine = anEngine();
    const answer = await send(startUpload, engine, { body: { ...wish, bytes: long.length, then: { preset: 'mp3' } } });
    const { id } = answer.body;
    expect(answer).toMatchObject({ status: 201, headers: { location: `/api/v1/uploads/${id}` } });
    expect(answer.body).toMatchObject({ state: 'open', partBytes, partCount: 2, key: `raw/alice/${id}/holiday.mov` });
    expect(answer.body.parts.map(({ number }: Signed) => number)).toEqual([1, 2]);
    for (const hidden of ['owner', 'multipart', 'then']) expect(answer.body).not.toHaveProperty(hidden);
    expect(await engine.uploads.get(id)).toMatchObject({ owner: 'alice', then: { preset: 'mp3' } });
  });

  it.each([
    ['../../etc/passwd', 'passwd'],
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
    ['a NUL in its name', { fileName: 'a\u0000b.mov' }, 400, 'request.invalid', 'fileName'],
    ['a line end in its name', { fileName: 'a\nb.mov' }, 400, 'request.invalid', 'fileName'],
    ['a wrong media type', { mediaType: 'movie' }, 400, 'request.invalid', 'mediaType'],
    ['an unknown checksum', { checksum: 'md5' }, 400, 'request.invalid', 'checksum'],
    ['an unknown preset', { then: { preset: 'vhs' } }, 400, 'request.invalid', 'then.preset'],
    ['two wishes', { then: { preset: 'mp3', container: 'mp4' } }, 400, 'request.invalid', 'then.preset'],
    ['a crf beyond its codec', { then: { rendition: beyond } }, 400, 'request.invalid', 'then.rendition.crf'],
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

describe('the same request for an upload again', () => {
  const keyed = (body: object = wish, name = 'k') => ({ body, headers: { 'idempotency-key': name } });
  const all = async (engine: ReturnType<typeof anEngine>) => (await engine.uploads.list('alice', { limit: 10 })).items;

  it('with its key is answered with the upload that was begun, and begins no other', async () => {
    const engine = anEngine();
    const first = await send(startUpload, engine, keyed());
    const again = await send(startUpload, engine, keyed());
    expect(again).toMatchObject({ status: 201, headers: { location: first.headers['location'] } });
    expect(again.body).toMatchObject({ id: first.body.id, key: first.body.key, partCount: 1, parts: [{ number: 1 }] });
    expect(await all(engine)).toHaveLength(1);
  });

  it('with its key frees what it began at the store, and nothing else', async () => {
    const engine = anEngine();
    const freed: string[] = [];
    const abort: MultipartStore['abort'] = async (key, id) => void freed.push(`${key} ${id}`);
    const counting = { ...engine, multiparts: { ...engine.multiparts, abort } };
    const { body } = await send(startUpload, counting, keyed());
    expect(freed).toEqual([]);
    await send(startUpload, counting, keyed());
    expect(freed).toHaveLength(1);
    expect(freed[0]).not.toContain(body.id);
  });

  it('with its key makes one upload of many at once', async () => {
    const engine = anEngine();
    const answers = await Promise.all(Array.from({ length: 10 }, () => send(startUpload, engine, keyed())));
    expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1);
  });

  it('with its key and another body is a conflict', async () => {
    const engine = anEngine();
    await send(startUpload, engine, keyed());
    const other = await send(startUpload, engine, keyed({ ...wish, bytes: 99 }));
    expect(other).toMatchObject({ status: 422, body: { code: 'idempotency.conflict', field: 'Idempotency-Key' } });
    expect(await all(engine)).toHaveLength(1);
  });

  it('is told how the upload ended, with nowhere to send parts to', async () => {
    const engine = anEngine();
    const { body } = await send(startUpload, engine, keyed());
    await sendParts(body.parts);
    await complete(engine, body.id);
    const again = await send(startUpload, engine, keyed());
    expect(again).toMatchObject({ status: 201, body: { id: body.id, state: 'completed', parts: [] } });
  });

  it('with another key, with none, or by another caller is another upload', async () => {
    const engine = anEngine();
    const answers = [
      await send(startUpload, engine, keyed()),
      await send(startUpload, engine, keyed(wish, 'l')),
      await send(startUpload, engine, { body: wish }),
      await send(startUpload, engine, { ...keyed(), as: 'bob/user' }),
    ];
    expect(new Set(answers.map(({ body }) => body.id)).size).toBe(4);
  });
});
