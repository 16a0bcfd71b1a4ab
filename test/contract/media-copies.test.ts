import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mediaCopies } from '#shared/aws/media-copies.ts';
import { mediaStore } from '#shared/aws/media-store.ts';
import { EngineError } from '#shared/errors.ts';
import { newId } from '#shared/ids.ts';
import type { MediaCopies } from '#shared/ports/media-copies.ts';
import type { MediaStore } from '#shared/ports/media-store.ts';
import { inMemoryMediaCopies } from '../support/fakes/media-copies.ts';
import { inMemoryMediaStore } from '../support/fakes/media-store.ts';
import { ownBucket } from '../support/own-bucket.ts';

type Opened = { readonly store: MediaStore; readonly copies: MediaCopies };

const MiB = 1024 ** 2;

const contract = (open: () => Promise<Opened>) => {
  let opened: Opened;
  let folder: string;
  beforeAll(async () => {
    opened = await open();
    folder = await mkdtemp(join(tmpdir(), 'reelmill-copies-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  const save = async (key: string, bytes: Uint8Array, mediaType = 'video/mp4') => {
    const path = join(folder, newId());
    await writeFile(path, bytes);
    await opened.store.save(path, key, { mediaType });
  };
  const twoJobs = () => [`processed/alice/${newId()}/`, `processed/alice/${newId()}/`] as const;

  it('takes every object along, with its bytes and its media type, and leaves what is copied', async () => {
    const [from, to] = twoJobs();
    const files = new Map([
      ['main file+ü.mp4', randomBytes(1000)],
      ['ladder/480p/00001.m4s', Buffer.alloc(0)],
    ]);
    for (const [name, bytes] of files) await save(from + name, bytes, 'video/iso.segment');
    expect(await opened.copies.copyAll(from, to)).toBe(2);
    for (const [name, bytes] of files) {
      for (const prefix of [from, to]) {
        expect(await opened.store.head(prefix + name)).toMatchObject({
          bytes: bytes.length,
          mediaType: 'video/iso.segment',
        });
        expect(Buffer.from((await opened.store.read(prefix + name)) ?? []).equals(bytes)).toBe(true);
      }
    }
  });

  it('copies an object that is too large for one go', async () => {
    const [from, to] = twoJobs();
    const bytes = randomBytes(11 * MiB + 1);
    await save(`${from}main.mp4`, bytes);
    await opened.copies.copyAll(from, to);
    expect(await opened.store.head(`${to}main.mp4`)).toMatchObject({ bytes: bytes.length, mediaType: 'video/mp4' });
    expect(Buffer.from((await opened.store.read(`${to}main.mp4`)) ?? []).equals(bytes)).toBe(true);
  });

  it('copies nothing of a folder that is empty', async () => {
    expect(await opened.copies.copyAll(...twoJobs())).toBe(0);
  });

  it('ends with whatever is thrown before an object', async () => {
    const [from, to] = twoJobs();
    for (const name of ['a', 'b', 'c']) await save(from + name, Buffer.from('x'));
    const over = new EngineError('job.canceled', 'over');
    await expect(opened.copies.copyAll(from, to, () => Promise.reject(over))).rejects.toBe(over);
    for (const name of ['a', 'b', 'c']) expect(await opened.store.head(to + name)).toBeNull();
  });

  it('may be repeated', async () => {
    const [from, to] = twoJobs();
    await save(`${from}a`, Buffer.from('x'));
    await opened.copies.copyAll(from, to);
    expect(await opened.copies.copyAll(from, to)).toBe(1);
  });
};

describe('copies in memory', () =>
  contract(async () => {
    const bucket = new Map();
    return { store: inMemoryMediaStore(bucket), copies: inMemoryMediaCopies(bucket) };
  }));

describe('copies in the object store', () => {
  const own = ownBucket();
  afterAll(async () => (await own).drop());
  contract(async () => {
    const { name, client, signer } = await own;
    return { store: mediaStore(name, { client, signer }), copies: mediaCopies(name, { client, partBytes: 5 * MiB }) };
  });

  it('are of more objects than are listed at once', async () => {
    const { name, client } = await own;
    const [from, to] = [`work/${newId()}/`, `work/${newId()}/`];
    const keys = Array.from({ length: 1001 }, (_, n) => `${from}${n}`);
    for (let at = 0; at < keys.length; at += 50)
      await Promise.all(
        keys.slice(at, at + 50).map((Key) => client.send(new PutObjectCommand({ Bucket: name, Key, Body: 'x' }))),
      );
    expect(await mediaCopies(name, { client }).copyAll(from, to)).toBe(1001);
  });
});
