import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { growingObjects } from '#shared/aws/growing-objects.ts';
import { mediaStore } from '#shared/aws/media-store.ts';
import { newId } from '#shared/ids.ts';
import type { GrowingObjects } from '#shared/ports/growing-objects.ts';
import type { MediaStore } from '#shared/ports/media-store.ts';
import { diskGrowingObjects } from '../support/disk-growing-objects.ts';
import { diskMediaStore } from '../support/disk-media-store.ts';
import { ownBucket } from '../support/own-bucket.ts';

const fiveMiB = 5 * 1024 ** 2;

type Opened = { readonly growing: GrowingObjects; readonly media: Pick<MediaStore, 'head' | 'read'> };

const contract = (open: () => Promise<Opened>) => {
  let growing: GrowingObjects;
  let media: Opened['media'];
  beforeAll(async () => {
    ({ growing, media } = await open());
  });

  const begun = async (...bodies: readonly Buffer[]) => {
    const upload = await growing.begin(`processed/alice/${newId()}/ü 1.mov`, { mediaType: 'video/quicktime' });
    const parts = [];
    for (const [at, body] of bodies.entries()) parts.push(await growing.put(upload, { number: at + 1, body }));
    return { upload, parts };
  };

  it('is nothing until it is completed, and then all its parts', async () => {
    const bodies = [randomBytes(fiveMiB), randomBytes(fiveMiB), randomBytes(1000)];
    const { upload, parts } = await begun(...bodies);
    expect(await media.head(upload.key)).toBeNull();
    await growing.complete(upload, parts);
    expect(await media.head(upload.key)).toMatchObject({ bytes: 2 * fiveMiB + 1000 });
    expect(Buffer.concat(bodies).equals((await media.read(upload.key)) ?? Buffer.alloc(0))).toBe(true);
  });

  it('tells whoever goes on which parts have arrived, and becomes an object of the first of them', async () => {
    const bodies = [randomBytes(fiveMiB), randomBytes(fiveMiB), randomBytes(fiveMiB)];
    const { upload, parts } = await begun(...bodies);
    expect(await growing.parts(upload)).toEqual(parts);
    await growing.complete(upload, (await growing.parts(upload)).slice(0, 2));
    expect(Buffer.concat(bodies.slice(0, 2)).equals((await media.read(upload.key)) ?? Buffer.alloc(0))).toBe(true);
    await expect(growing.parts(upload)).rejects.toMatchObject({ code: 'upload.closed' });
  });

  it('may be completed again, as when an answer was lost', async () => {
    const { upload, parts } = await begun(randomBytes(1000));
    await growing.complete(upload, parts);
    await growing.complete(upload, parts);
    expect(await media.head(upload.key)).toMatchObject({ bytes: 1000 });
  });

  it('is not completed once it was aborted, which may be done twice', async () => {
    const { upload, parts } = await begun(randomBytes(1000));
    await growing.abort(upload);
    await growing.abort(upload);
    await expect(growing.complete(upload, parts)).rejects.toMatchObject({ code: 'upload.closed' });
    await expect(growing.put(upload, { number: 2, body: randomBytes(10) })).rejects.toThrow();
    expect(await media.head(upload.key)).toBeNull();
  });

  it('takes no part of a canceled job', async () => {
    const { upload } = await begun();
    const signal = AbortSignal.abort(new Error('canceled'));
    await expect(growing.put(upload, { number: 1, body: randomBytes(10), signal })).rejects.toThrow();
    expect(await growing.parts(upload)).toEqual([]);
  });

  it('is removed, if it is there', async () => {
    const { upload, parts } = await begun(randomBytes(10));
    await growing.complete(upload, parts);
    await growing.remove(upload.key);
    await growing.remove(upload.key);
    expect(await media.head(upload.key)).toBeNull();
  });
};

describe('an object that grows on disk', () => {
  const folder = mkdtemp(join(tmpdir(), 'growing-'));
  afterAll(async () => rm(await folder, { recursive: true }));
  contract(async () => ({ growing: diskGrowingObjects(await folder), media: diskMediaStore(await folder) }));
});

describe('an object that grows in S3', () => {
  const own = ownBucket();
  afterAll(async () => (await own).drop());
  contract(async () => {
    const { name, client, signer } = await own;
    return { growing: growingObjects(name, { client, signer }), media: mediaStore(name, { client, signer }) };
  });

  it('says what it is', async () => {
    const { name, client, signer } = await own;
    const growing = growingObjects(name, { client, signer });
    const upload = await growing.begin(`work/${newId()}/a.mov`, { mediaType: 'video/quicktime' });
    await growing.complete(upload, [await growing.put(upload, { number: 1, body: Buffer.from('x') })]);
    const store = mediaStore(name, { client, signer });
    expect(await store.head(upload.key)).toMatchObject({ mediaType: 'video/quicktime' });
  });

  it('ends with the files of its job, completed or not', async () => {
    const { name, client, signer } = await own;
    const growing = growingObjects(name, { client, signer });
    const store = mediaStore(name, { client, signer });
    const job = newId();
    const [open, other] = [
      await growing.begin(`work/${job}/ü a.mov`, { mediaType: 'video/quicktime' }),
      await growing.begin(`work/${job}x/a.mov`, { mediaType: 'video/quicktime' }),
    ];
    const part = await growing.put(open, { number: 1, body: Buffer.from('x') });
    await store.erase(`work/${job}/`);
    await expect(growing.parts(open)).rejects.toMatchObject({ code: 'upload.closed' });
    await expect(growing.complete(open, [part])).rejects.toMatchObject({ code: 'upload.closed' });
    expect(await growing.parts(other)).toEqual([]);
  });
});
