import { createHash, randomBytes } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mediaStore } from '#shared/aws/media-store.ts';
import { multipartStore } from '#shared/aws/multipart-store.ts';
import { newId } from '#shared/ids.ts';
import type { MediaStore } from '#shared/ports/media-store.ts';
import type { MultipartStore } from '#shared/ports/uploads.ts';
import type { Bucket } from '../support/fakes/bucket.ts';
import { inMemoryMediaStore } from '../support/fakes/media-store.ts';
import { inMemoryMultipartStore } from '../support/fakes/multipart-store.ts';
import { ownBucket } from '../support/own-bucket.ts';

const fiveMiB = 5 * 1024 ** 2;
const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('base64');
const crc32Of = (bytes: Uint8Array): string => {
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(bytes));
  return sum.toString('base64');
};

type Opened = { readonly multiparts: MultipartStore; readonly media: Pick<MediaStore, 'head' | 'read'> };
type Sent = { readonly number: number; readonly etag: string; readonly sha256?: string };

const contract = (open: () => Promise<Opened>) => {
  let multiparts: MultipartStore;
  let media: Opened['media'];
  beforeAll(async () => {
    ({ multiparts, media } = await open());
  });

  const begin = async (checksum?: 'sha256' | 'crc32') => {
    const key = `raw/alice/${newId()}/ü 1.mov`;
    const about = { mediaType: 'video/quicktime', metadata: { preset: 'mp3' }, ...(checksum && { checksum }) };
    return { key, id: await multiparts.begin(key, about) };
  };

  const put = async (
    { key, id }: { key: string; id: string },
    number: number,
    body: Buffer<ArrayBuffer>,
    sum?: string,
  ) => {
    const url = await multiparts.signPart(key, id, { number, ...(sum !== undefined && { sha256: sum }) });
    const headers = sum === undefined ? {} : { 'x-amz-checksum-sha256': sum };
    return fetch(url, { method: 'PUT', body, headers });
  };

  const send = async (to: { key: string; id: string }, number: number, body: Buffer<ArrayBuffer>): Promise<Sent> => {
    const { headers } = await put(to, number, body);
    return { number, etag: (headers.get('etag') ?? '').replaceAll('"', '') };
  };

  it('joins the parts that a client sent, in any order, under the key', async () => {
    const upload = await begin();
    const [first, last] = [randomBytes(fiveMiB), randomBytes(1000)];
    const second = await send(upload, 2, last);
    const parts = [await send(upload, 1, first), second];
    await multiparts.complete(upload.key, upload.id, parts, {});
    expect(Buffer.concat([first, last]).equals((await media.read(upload.key)) ?? Buffer.alloc(0))).toBe(true);
    expect(await media.head(upload.key)).toMatchObject({
      bytes: fiveMiB + 1000,
      mediaType: 'video/quicktime',
      metadata: { preset: 'mp3' },
    });
  });

  it('tells which parts have arrived', async () => {
    const upload = await begin();
    expect(await multiparts.parts(upload.key, upload.id)).toEqual([]);
    const second = await send(upload, 2, Buffer.from('second'));
    const first = await send(upload, 1, Buffer.from('first'));
    expect(await multiparts.parts(upload.key, upload.id)).toEqual([
      { ...first, bytes: 5 },
      { ...second, bytes: 6 },
    ]);
  });

  it('takes a part again, and keeps the last', async () => {
    const upload = await begin();
    await send(upload, 1, Buffer.from('old'));
    const part = await send(upload, 1, Buffer.from('new'));
    await multiparts.complete(upload.key, upload.id, [part], {});
    expect(Buffer.from((await media.read(upload.key)) ?? []).toString()).toBe('new');
  });

  it('makes no object before it is completed', async () => {
    const upload = await begin();
    await send(upload, 1, Buffer.from('x'));
    expect(await media.head(upload.key)).toBeNull();
  });

  it('may be completed again in vain: S3 answers as before for a while, then that there is no such upload', async () => {
    const upload = await begin();
    const parts = [await send(upload, 1, Buffer.from('x'))];
    await multiparts.complete(upload.key, upload.id, parts, {});
    const again = multiparts.complete(upload.key, upload.id, parts, {}).catch(({ code }) => code);
    expect([undefined, 'upload.closed']).toContain(await again);
    expect(await media.head(upload.key)).toMatchObject({ bytes: 1 });
  });

  describe('refuses to complete', () => {
    it('when a part is missing', async () => {
      const upload = await begin();
      const part = await send(upload, 1, Buffer.from('x'));
      const parts = [part, { number: 2, etag: part.etag }];
      const completing = multiparts.complete(upload.key, upload.id, parts, {});
      await expect(completing).rejects.toMatchObject({ code: 'upload.incomplete' });
    });

    it('when a part is another than was sent', async () => {
      const upload = await begin();
      await send(upload, 1, Buffer.from('x'));
      const parts = [{ number: 1, etag: '0'.repeat(32) }];
      const completing = multiparts.complete(upload.key, upload.id, parts, {});
      await expect(completing).rejects.toMatchObject({ code: 'upload.incomplete' });
    });

    it('when a part but the last is below 5 MiB', async () => {
      const upload = await begin();
      const parts = [await send(upload, 1, Buffer.from('x')), await send(upload, 2, Buffer.from('y'))];
      const completing = multiparts.complete(upload.key, upload.id, parts, {});
      await expect(completing).rejects.toMatchObject({ code: 'upload.incomplete' });
    });

    it('after it was aborted, which may be done twice', async () => {
      const upload = await begin();
      const parts = [await send(upload, 1, Buffer.from('x'))];
      await multiparts.abort(upload.key, upload.id);
      await multiparts.abort(upload.key, upload.id);
      await expect(multiparts.complete(upload.key, upload.id, parts, {})).rejects.toMatchObject({
        code: 'upload.closed',
      });
      await expect(multiparts.parts(upload.key, upload.id)).rejects.toMatchObject({ code: 'upload.closed' });
    });
  });

  describe('with a SHA-256 of each part', () => {
    it('takes the part that matches, and completes by the sums', async () => {
      const upload = await begin('sha256');
      const body = Buffer.from('content');
      const { status, headers } = await put(upload, 1, body, sha256(body));
      expect(status).toBe(200);
      const parts = [{ number: 1, etag: (headers.get('etag') ?? '').replaceAll('"', ''), sha256: sha256(body) }];
      await multiparts.complete(upload.key, upload.id, parts, {});
      expect(await media.head(upload.key)).toMatchObject({ bytes: 7 });
    });

    it('refuses to complete by a sum that is not that of the part', async () => {
      const upload = await begin('sha256');
      const body = Buffer.from('content');
      const { headers } = await put(upload, 1, body, sha256(body));
      const etag = (headers.get('etag') ?? '').replaceAll('"', '');
      const parts = [{ number: 1, etag, sha256: sha256(Buffer.from('other')) }];
      const completing = multiparts.complete(upload.key, upload.id, parts, {});
      await expect(completing).rejects.toMatchObject({ code: 'upload.checksum' });
      expect(await media.head(upload.key)).toBeNull();
    });

    it('refuses the part that does not match', async () => {
      const upload = await begin('sha256');
      const { status } = await put(upload, 1, Buffer.from('content'), sha256(Buffer.from('other')));
      expect(status).toBe(400);
      expect(await multiparts.parts(upload.key, upload.id)).toEqual([]);
    });

    it('refuses the part whose sum is not the signed one', async () => {
      const upload = await begin('sha256');
      const body = Buffer.from('content');
      const url = await multiparts.signPart(upload.key, upload.id, { number: 1, sha256: sha256(Buffer.from('other')) });
      const withOwn = await fetch(url, { method: 'PUT', body, headers: { 'x-amz-checksum-sha256': sha256(body) } });
      const withNone = await fetch(url, { method: 'PUT', body });
      expect([withOwn.status, withNone.status]).toEqual([403, 403]);
    });
  });

  describe('with a CRC32 of the whole', () => {
    it('completes when it matches', async () => {
      const upload = await begin('crc32');
      const [first, last] = [randomBytes(fiveMiB), Buffer.from('end')];
      const parts = [await send(upload, 1, first), await send(upload, 2, last)];
      await multiparts.complete(upload.key, upload.id, parts, { crc32: crc32Of(Buffer.concat([first, last])) });
      expect(await media.head(upload.key)).toMatchObject({ bytes: fiveMiB + 3 });
    });

    it('refuses when it does not, and leaves no object', async () => {
      const upload = await begin('crc32');
      const parts = [await send(upload, 1, Buffer.from('content'))];
      const completing = multiparts.complete(upload.key, upload.id, parts, { crc32: crc32Of(Buffer.from('other')) });
      await expect(completing).rejects.toMatchObject({ code: 'upload.checksum' });
      expect(await media.head(upload.key)).toBeNull();
    });
  });
};

describe('a multipart upload in memory', () =>
  contract(async () => {
    const bucket: Bucket = new Map();
    return { multiparts: inMemoryMultipartStore(bucket), media: inMemoryMediaStore(bucket) };
  }));

describe('a multipart upload in S3', () => {
  const own = ownBucket();
  afterAll(async () => (await own).drop());
  contract(async () => {
    const { name, client, signer } = await own;
    return { multiparts: multipartStore(name, { client, signer }), media: mediaStore(name, { client, signer }) };
  });
});
