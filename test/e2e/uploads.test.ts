import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { crc32 } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import { keysUnder } from '../support/bucket.ts';
import { beginUpload, sendPart, submit } from '../support/client.ts';
import { aPerson, type Person } from '../support/people.ts';
import { quickly, source } from '../support/sources.ts';

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('base64');
const crcOf = (bytes: Uint8Array): string => {
  const buffer = Buffer.alloc(4);
  buffer.writeUInt32BE(crc32(bytes));
  return buffer.toString('base64');
};
const put = async (url: string, body: Uint8Array, headers: Record<string, string> = {}) => {
  const response = await fetch(url, { method: 'PUT', body: new Uint8Array(body), headers });
  await response.arrayBuffer();
  return response.status;
};

describe('uploads', () => {
  let person: Person;
  let tiny: string;
  let large: string;
  const at = (id: string, rest = '') => `/api/v1/uploads/${id}${rest}`;

  beforeAll(async () => {
    [person, tiny, large] = await Promise.all([aPerson('user'), source('tiny.mp4'), source('noisy.mkv')]);
  });

  it('go on after a lost line: what has arrived is listed, what is missing is named and signed anew', async () => {
    const { body: plan } = await beginUpload(person.api, large);
    const [first, , third] = plan.parts;
    for (const part of [third, first]) await sendPart(large, plan.partBytes, part);

    const { body: early } = await person.api('GET', at(plan.id, '/parts?from=2&limit=1'));
    expect(early.arrived.map(({ number }: { number: number }) => number)).toEqual([1, 3]);
    expect(early.parts.map(({ number }: { number: number }) => number)).toEqual([2]);
    const refused = await person.api('POST', at(plan.id, '/complete'), { body: {} });
    expect(refused).toMatchObject({ status: 409, body: { code: 'upload.incomplete', field: 'parts' } });
    expect(refused.body.detail).toMatch(/missing 2$/);

    await sendPart(large, plan.partBytes, early.parts[0]);
    const done = await person.api('POST', at(plan.id, '/complete'), { body: {} });
    expect(done).toMatchObject({ status: 200, body: { job: null, upload: { state: 'completed' } } });
    expect(await keysUnder(`raw/${person.owner}/${plan.id}/`)).toEqual([plan.key]);
  });

  it('name a part that is not as long as planned', async () => {
    const { body: plan } = await beginUpload(person.api, tiny, { bytes: 1000 });
    await put(plan.parts[0].url, Buffer.alloc(999));
    const answer = await person.api('POST', at(plan.id, '/complete'), { body: {} });
    expect(answer).toMatchObject({ status: 409, body: { code: 'upload.incomplete', field: 'parts' } });
    expect(answer.body.detail).toContain('not of the planned size: 1');
  });

  it('start their work once, however often and however many at a time complete them', async () => {
    const { body: plan } = await beginUpload(person.api, tiny, { then: quickly });
    await sendPart(tiny, plan.partBytes, plan.parts[0]);
    const complete = () => person.api('POST', at(plan.id, '/complete'), { body: {} });
    const answers = await Promise.all(Array.from({ length: 6 }, complete));
    answers.push(await complete());
    expect(answers.map(({ status }) => status).filter((status) => status >= 300)).toEqual([]);
    const ids = new Set(answers.map(({ body }) => body.job.id));
    expect(ids.size).toBe(1);
    const { body } = await person.api('GET', '/api/v1/jobs');
    expect(body.jobs.map(({ id }: { id: string }) => id)).toEqual([...ids]);
    expect((await person.api('GET', at(plan.id))).body).toMatchObject({ state: 'completed', job: [...ids][0] });
  });

  it('refuse a part whose bytes are not those that were hashed', async () => {
    const bytes = await readFile(tiny);
    const { body: plan } = await beginUpload(person.api, tiny, { checksum: 'sha256' });
    expect(plan.parts).toEqual([]);
    const asked = { body: { parts: [{ number: 1, sha256: sha256(bytes) }] } };
    const { body: signed } = await person.api('POST', at(plan.id, '/parts'), asked);
    const [{ url, headers }] = signed.parts;
    expect(await put(url, Buffer.concat([bytes.subarray(1), Buffer.from('x')]), headers)).toBe(400);
    expect(await put(url, bytes, { 'x-amz-checksum-sha256': sha256(Buffer.from('other')) })).toBe(403);
    expect((await person.api('GET', at(plan.id, '/parts'))).body.arrived).toEqual([]);
    expect(await put(url, bytes, headers)).toBe(200);
    expect(await person.api('POST', at(plan.id, '/complete'), { body: {} })).toMatchObject({ status: 200 });
  });

  it('refuse what is said of parts that cannot be, by its field, and can be completed then', async () => {
    const { body: plan } = await beginUpload(person.api, tiny);
    const sent = await sendPart(tiny, plan.partBytes, plan.parts[0]);
    const part = { number: 1, etag: (sent.headers.get('etag') ?? '').replaceAll('"', '') };
    const complete = (parts: readonly object[]) => person.api('POST', at(plan.id, '/complete'), { body: { parts } });
    for (const [parts, field] of [
      [[{ ...part, number: 2 }], 'parts[0].number'],
      [[part, part], 'parts[1].number'],
      [[{ ...part, sha256: sha256(Buffer.from('x')) }], 'parts[0].sha256'],
    ] as const)
      expect(await complete(parts)).toMatchObject({ status: 400, body: { code: 'request.invalid', field } });
    expect((await complete([part])).status).toBe(200);
  });

  it('refuse a sum that is not that of the part', async () => {
    const bytes = await readFile(tiny);
    const { body: plan } = await beginUpload(person.api, tiny, { checksum: 'sha256' });
    const asked = { body: { parts: [{ number: 1, sha256: sha256(bytes) }] } };
    const { body: signed } = await person.api('POST', at(plan.id, '/parts'), asked);
    const sent = await sendPart(tiny, plan.partBytes, signed.parts[0]);
    const etag = (sent.headers.get('etag') ?? '').replaceAll('"', '');
    const parts = [{ number: 1, etag, sha256: sha256(Buffer.from('x')) }];
    const refused = await person.api('POST', at(plan.id, '/complete'), { body: { parts } });
    expect(refused).toMatchObject({ status: 422, body: { code: 'upload.checksum' } });
  });

  it('refuse a whole whose checksum is wrong, and start nothing', async () => {
    const bytes = await readFile(tiny);
    const wrong = await beginUpload(person.api, tiny, { checksum: 'crc32', then: quickly });
    await sendPart(tiny, wrong.body.partBytes, wrong.body.parts[0]);
    const refused = await person.api('POST', at(wrong.body.id, '/complete'), {
      body: { crc32: crcOf(Buffer.from('x')) },
    });
    expect(refused).toMatchObject({ status: 422, body: { code: 'upload.checksum' } });
    expect((await person.api('GET', at(wrong.body.id))).body.job).toBeUndefined();

    const { body: plan } = await beginUpload(person.api, tiny, { checksum: 'crc32' });
    await sendPart(tiny, plan.partBytes, plan.parts[0]);
    expect((await person.api('POST', at(plan.id, '/complete'), { body: { crc32: crcOf(bytes) } })).status).toBe(200);
  });

  it('may not be larger than the store can hold, and say how large that is', async () => {
    const answer = await beginUpload(person.api, tiny, { bytes: 6 * 1024 ** 4 });
    expect(answer).toMatchObject({ status: 413, body: { code: 'upload.too-large', field: 'bytes' } });
    expect(answer.body.detail).toContain(String(5 * 1024 ** 4));
  });

  it('sign 500 parts at once and the rest when asked', async () => {
    const { body: plan } = await beginUpload(person.api, tiny, { bytes: 6 * 1024 ** 3 });
    expect(plan.partCount).toBe(768);
    expect(plan.parts).toHaveLength(500);
    const { body: more } = await person.api('GET', at(plan.id, '/parts?from=501'));
    expect(more.parts.map(({ number }: { number: number }) => number)).toEqual(
      Array.from({ length: 268 }, (_, n) => 501 + n),
    );
    expect((await person.api('DELETE', at(plan.id))).status).toBe(204);
  });

  it('are over once they are aborted, and free what had arrived', async () => {
    const { body: plan } = await beginUpload(person.api, tiny);
    await sendPart(tiny, plan.partBytes, plan.parts[0]);
    expect((await person.api('DELETE', at(plan.id))).status).toBe(204);
    expect((await person.api('DELETE', at(plan.id))).status).toBe(204);
    const late = await put(plan.parts[0].url, await readFile(tiny));
    expect(late).toBe(404);
    for (const [method, path] of [['GET', '/parts'] as const, ['POST', '/complete'] as const]) {
      const answer = await person.api(method, at(plan.id, path), method === 'POST' ? { body: {} } : {});
      expect(answer).toMatchObject({ status: 409, body: { code: 'upload.closed' } });
    }
  });

  it.each([
    ['a path upwards', '../../etc/passwd'],
    ['a path of Windows', '..\\..\\boot.ini'],
    ['a device of Windows', 'con.mp4'],
    ['nothing that can be seen', '\u200e\u202e.mp4'],
    ['more than a name may hold', '🎬'.repeat(200)],
  ])(
    'keep a file that is called like %s within their own folder, by a name that every system takes',
    async (_like, fileName) => {
      const { body: plan } = await beginUpload(person.api, tiny, { fileName });
      const [raw, owner, id, name = '', ...deeper] = plan.key.split('/');
      expect([raw, owner, id, deeper]).toEqual(['raw', person.owner, plan.id, []]);
      expect(name).toMatch(/^[^\p{Cc}\\:*?"<>|]+$/u);
      expect(Buffer.byteLength(name)).toBeLessThanOrEqual(180);
      expect(['.', '..', 'con.mp4']).not.toContain(name);
      await sendPart(tiny, plan.partBytes, plan.parts[0]);
      expect((await person.api('POST', at(plan.id, '/complete'), { body: {} })).status).toBe(200);
      expect(await keysUnder(`raw/${person.owner}/${plan.id}/`)).toEqual([plan.key]);
    },
  );

  it('refuse a name with a NUL, which nothing could give back', async () => {
    const answer = await beginUpload(person.api, tiny, { fileName: 'a\u0000b.mp4' });
    expect(answer).toMatchObject({ status: 400, body: { code: 'request.invalid', field: 'fileName' } });
  });

  it('may be used for several jobs', async () => {
    const first = await submit(person.api, tiny, quickly);
    const { body } = await person.api('GET', `/api/v1/jobs/${first}`);
    const [, , upload = ''] = body.request.source.split('/');
    const again = await person.api('POST', '/api/v1/transcode', { body: { source: { upload }, preset: 'mp3' } });
    expect(again.status).toBe(202);
    expect(again.body.id).not.toBe(first);
  });
});
