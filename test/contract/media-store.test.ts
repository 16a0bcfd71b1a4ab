import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { ListObjectVersionsCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mediaStore } from '#shared/aws/media-store.ts';
import { newId } from '#shared/ids.ts';
import type { MediaStore } from '#shared/ports/media-store.ts';
import { inMemoryMediaStore } from '../support/fakes/media-store.ts';
import { ownBucket } from '../support/own-bucket.ts';

const contract = (open: () => Promise<MediaStore>) => {
  let store: MediaStore;
  let folder: string;
  beforeAll(async () => {
    store = await open();
    folder = await mkdtemp(join(tmpdir(), 'media-store-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  const saved = async (bytes: Uint8Array, key = `work/${newId()}/ü 1.bin`): Promise<string> => {
    const path = join(folder, newId());
    await writeFile(path, bytes);
    await store.save(path, key, { mediaType: 'video/mp4' });
    return key;
  };

  describe('save', () => {
    it.each([0, 1, 9 * 1024 ** 2])('stores a file of %i bytes and says what it is', async (size) => {
      const bytes = randomBytes(size);
      const path = join(folder, newId());
      const key = `processed/alice/${newId()}/a.mp4`;
      await writeFile(path, bytes);
      const stored = await store.save(path, key, { mediaType: 'video/mp4' });
      expect(stored).toEqual({ bytes: size, sha256: createHash('sha256').update(bytes).digest('hex') });
      expect(await store.head(key)).toMatchObject({ key, bytes: size, mediaType: 'video/mp4', state: 'ready' });
      expect(Buffer.from((await store.read(key)) ?? 'nothing').equals(bytes)).toBe(true);
    });

    it('overwrites, so that a second run adds nothing', async () => {
      const key = await saved(Buffer.from('first'));
      await saved(Buffer.from('second'), key);
      expect(Buffer.from((await store.read(key)) ?? []).toString()).toBe('second');
    });

    it('of a canceled job throws the reason and leaves nothing', async () => {
      const path = join(folder, newId());
      const key = `work/${newId()}/a`;
      await writeFile(path, 'x');
      const canceled = AbortSignal.abort(new Error('canceled'));
      const saving = store.save(path, key, { mediaType: 'video/mp4', signal: canceled });
      await expect(saving).rejects.toThrow('canceled');
      expect(await store.head(key)).toBeNull();
    });

    it('of a file that is not there throws', async () => {
      const saving = store.save(join(folder, 'absent'), 'work/x/a', { mediaType: 'video/mp4' });
      await expect(saving).rejects.toMatchObject({ code: 'ENOENT' });
    });
  });

  it('knows nothing of a key that has no object', async () => {
    expect(await store.head('work/none')).toBeNull();
    expect(await store.read('work/none')).toBeNull();
    await expect(store.open('work/none')).rejects.toMatchObject({ code: 'source.not-found' });
  });

  describe('open', () => {
    const content = Buffer.from('0123456789');
    const ask = async (url: string, range?: string, method = 'GET') => {
      const response = await fetch(url, { method, headers: { ...(range !== undefined && { range }) } });
      const { status, headers } = response;
      return { status, text: await response.text(), contentRange: headers.get('content-range') };
    };

    it.each([
      [undefined, 200, '0123456789', null],
      ['bytes=0-', 206, '0123456789', 'bytes 0-9/10'],
      ['bytes=2-4', 206, '234', 'bytes 2-4/10'],
      ['bytes=8-99', 206, '89', 'bytes 8-9/10'],
      ['bytes=-3', 206, '789', 'bytes 7-9/10'],
      ['bytes=10-', 416, '', 'bytes */10'],
      ['bytes=5-2', 200, '0123456789', null],
      ['lines=1-2', 200, '0123456789', null],
    ])('answers the range %s with %i "%s"', async (range, status, text, contentRange) => {
      await using opened = await store.open(await saved(content));
      expect(await ask(opened.url, range)).toEqual({ status, text, contentRange });
    });

    it('answers a HEAD without the bytes', async () => {
      await using opened = await store.open(await saved(content));
      const { status, headers } = await fetch(opened.url, { method: 'HEAD' });
      expect([status, headers.get('content-length'), headers.get('accept-ranges')]).toEqual([200, '10', 'bytes']);
    });

    it('answers an empty object', async () => {
      await using opened = await store.open(await saved(Buffer.alloc(0)));
      expect(await ask(opened.url)).toMatchObject({ status: 200, text: '' });
      expect(await ask(opened.url, 'bytes=0-')).toMatchObject({ status: 416 });
    });

    it('answers many readers at once, each with its own range', async () => {
      const bytes = randomBytes(3 * 1024 ** 2);
      await using opened = await store.open(await saved(bytes));
      const ranges = Array.from({ length: 20 }, (_, n) => [n * 100_000, n * 100_000 + 50_000] as const);
      const read = await Promise.all(
        ranges.map(async ([from, to]) => {
          const response = await fetch(opened.url, { headers: { range: `bytes=${from}-${to}` } });
          return Buffer.from(await response.arrayBuffer()).equals(bytes.subarray(from, to + 1));
        }),
      );
      expect(read.every(Boolean)).toBe(true);
    });

    it('goes on after a reader hung up in the middle', async () => {
      await using opened = await store.open(await saved(randomBytes(20 * 1024 ** 2)));
      const hangUp = new AbortController();
      const response = await fetch(opened.url, { signal: hangUp.signal });
      await response.body?.getReader().read();
      hangUp.abort();
      expect(await ask(opened.url, 'bytes=0-0')).toMatchObject({ status: 206 });
    });

    it('is on loopback, and its address tells neither a name, which programs would believe, nor a signature', async () => {
      await using opened = await store.open(await saved(content, `work/${newId()}/clip.mp4`));
      const { hostname, pathname, search } = new URL(opened.url);
      expect([hostname, search]).toEqual(['127.0.0.1', '']);
      expect(pathname).toMatch(/^\/[\w-]{43}$/);
    });

    it('is nothing to whoever does not know its address', async () => {
      await using opened = await store.open(await saved(content));
      expect(await ask(new URL('/', opened.url).href)).toMatchObject({ status: 404 });
      expect(await ask(opened.url, undefined, 'POST')).toMatchObject({ status: 404 });
    });

    it('ends when it is disposed of', async () => {
      const opened = await store.open(await saved(content));
      await opened[Symbol.asyncDispose]();
      await expect(fetch(opened.url)).rejects.toThrow();
    });
  });

  describe('erase', () => {
    it('removes what is under the prefix, all versions, and nothing else', async () => {
      const job = newId();
      for (const name of ['a', 'b/c', 'b/ü']) await saved(Buffer.from(name), `work/${job}/${name}`);
      await saved(Buffer.from('again'), `work/${job}/a`);
      const other = await saved(Buffer.from('kept'), `work/${job}x/a`);
      expect(await store.erase(`work/${job}/`)).toBe(3);
      expect(await store.head(`work/${job}/a`)).toBeNull();
      expect(await store.head(`work/${job}/b/ü`)).toBeNull();
      expect(await store.head(other)).not.toBeNull();
    });

    it('of one object leaves alone what its key is only the beginning of', async () => {
      const key = await saved(Buffer.from('a'));
      const longer = await saved(Buffer.from('b'), `${key}.bak`);
      const within = await saved(Buffer.from('c'), `${key}s/a`);
      expect(await store.erase(key)).toBe(1);
      expect(await store.head(key)).toBeNull();
      for (const other of [longer, within]) expect(await store.head(other)).not.toBeNull();
    });

    it('of nothing is no error', async () => {
      expect(await store.erase(`work/${newId()}/`)).toBe(0);
    });

    it.each(['', 'raw'])('refuses the place "%s", which is half the bucket', async (prefix) => {
      await expect(store.erase(prefix)).rejects.toMatchObject({ code: 'internal' });
    });
  });

  describe('presign', () => {
    it('gives an address that anybody can read ranges from', async () => {
      const key = await saved(Buffer.from('0123456789'));
      const response = await fetch(await store.presign(key, { seconds: 60 }), { headers: { range: 'bytes=2-4' } });
      expect([response.status, await response.text()]).toEqual([206, '234']);
      expect(response.headers.get('content-type')).toBe('video/mp4');
    });

    it.each([
      [{ fileName: 'holiday.mp4' }, 'attachment; filename="holiday.mp4"'],
      [{ inline: true }, 'inline'],
      [
        { fileName: 'Ürlaub "1".mp4', inline: true },
        `inline; filename="Urlaub _1_.mp4"; filename*=UTF-8''%C3%9Crlaub%20%221%22.mp4`,
      ],
    ])('says how it is to be saved: %j', async (options, header) => {
      const key = await saved(Buffer.from('x'));
      const response = await fetch(await store.presign(key, { seconds: 60, ...options }));
      expect(response.headers.get('content-disposition')).toBe(header);
    });

    it('ends after its seconds', async () => {
      const url = await store.presign(await saved(Buffer.from('x')), { seconds: 1 });
      await wait(2100);
      expect((await fetch(url)).status).toBe(403);
    });
  });
};

describe('the media store in memory', () => contract(async () => inMemoryMediaStore()));

describe('the media store in S3', () => {
  const own = ownBucket();
  afterAll(async () => (await own).drop());
  contract(async () => {
    const { name, client, signer } = await own;
    return mediaStore(name, { client, signer });
  });

  it('leaves no version of what it erased', async () => {
    const { name, client, signer } = await own;
    const Prefix = `raw/alice/${newId()}/`;
    for (let n = 0; n < 3; n += 1)
      await client.send(new PutObjectCommand({ Bucket: name, Key: `${Prefix}a`, Body: `${n}` }));
    await mediaStore(name, { client, signer }).erase(Prefix);
    const { Versions = [], DeleteMarkers = [] } = await client.send(
      new ListObjectVersionsCommand({ Bucket: name, Prefix }),
    );
    expect([...Versions, ...DeleteMarkers]).toEqual([]);
  });

  it('tells what an object was stored with', async () => {
    const { name, client, signer } = await own;
    const put = { Bucket: name, Key: 'raw/alice/a', Body: 'x', ContentType: 'audio/mpeg', Metadata: { preset: 'mp3' } };
    await client.send(new PutObjectCommand(put));
    expect(await mediaStore(name, { client, signer }).head('raw/alice/a')).toMatchObject({
      mediaType: 'audio/mpeg',
      metadata: { preset: 'mp3' },
    });
  });
});
