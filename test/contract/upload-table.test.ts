import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { uploadTable } from '#shared/aws/upload-table.ts';
import { newId } from '#shared/ids.ts';
import type { UploadTable } from '#shared/ports/uploads.ts';
import { abort, complete, erase } from '#uploads/life-cycle.ts';
import { aDrop, anUpload } from '../support/builders.ts';
import { inMemoryUploadTable } from '../support/fakes/upload-table.ts';
import { ownTable } from '../support/own-table.ts';

const at = new Date('2026-11-21T12:00:00.000Z');

const contract = (open: () => Promise<UploadTable>) => {
  let uploads: UploadTable;
  beforeAll(async () => {
    uploads = await open();
  });

  const saved = async (known: Parameters<typeof anUpload>[0] = {}) => {
    const upload = anUpload(known);
    await uploads.create(upload);
    return upload;
  };

  it('gives a record back by its id and by the key of its bytes', async () => {
    const upload = await saved({ fileName: 'ürlaub 1.mov', checksum: 'sha256', then: { preset: 'mp3', nested: [1] } });
    expect(await uploads.get(upload.id)).toEqual(upload);
    expect(await uploads.byKey(upload.key)).toEqual(upload);
  });

  it('knows nothing of ids and keys that no upload has', async () => {
    const { key, id } = await saved();
    expect(await uploads.get(newId())).toBeNull();
    for (const other of [`${key}x`, `raw/bob/${id}/holiday.mov`, 'raw/alice/holiday.mov', 'raw', ''])
      expect(await uploads.byKey(other)).toBeNull();
  });

  it('lists what an owner has, newest first, in full pages', async () => {
    const owner = newId();
    const ids: string[] = [];
    for (let second = 0; second < 5; second += 1) {
      const createdAt = new Date(Date.UTC(2026, 10, 21, 12, 0, second)).toISOString();
      ids.unshift((await saved({ owner, createdAt })).id);
    }
    await saved({ owner: newId() });
    const first = await uploads.list(owner, { limit: 3 });
    const second = await uploads.list(owner, { limit: 3, cursor: first.cursor ?? '' });
    expect(first.items.map(({ id }) => id)).toEqual(ids.slice(0, 3));
    expect(second.items.map(({ id }) => id)).toEqual(ids.slice(3));
    expect(second.cursor).toBeNull();
  });

  it('lists those in some states and from some instant on, in full pages', async () => {
    const owner = newId();
    const at = (second: number) => new Date(Date.UTC(2026, 10, 21, 12, 0, second)).toISOString();
    const open: string[] = [];
    for (let second = 0; second < 6; second += 1) {
      const { id } = await saved({ owner, createdAt: at(second) });
      if (second % 2) await uploads.apply(id, complete(null));
      else open.unshift(id);
    }
    const query = { states: ['open'], limit: 1 } as const;
    const first = await uploads.list(owner, { ...query, since: at(1) });
    const second = await uploads.list(owner, { ...query, since: at(2), cursor: first.cursor ?? '' });
    expect([...first.items, ...second.items].map(({ id }) => id)).toEqual(open.slice(0, 2));
    expect(second.cursor).toBeNull();
  });

  it('refuses the cursor of another owner', async () => {
    const owner = newId();
    await saved({ owner });
    await saved({ owner });
    const { cursor } = await uploads.list(owner, { limit: 1 });
    const others = uploads.list(newId(), { limit: 1, cursor: cursor ?? '' });
    await expect(others).rejects.toMatchObject({ code: 'request.invalid' });
  });

  it('is closed once: completed with its job, or aborted', async () => {
    const [completed, aborted, job] = [await saved(), await saved(), newId()];
    expect(await uploads.apply(completed.id, complete({ id: job }))).toEqual({ ...completed, state: 'completed', job });
    expect(await uploads.apply(completed.id, abort)).toBeNull();
    expect(await uploads.apply(aborted.id, abort)).toMatchObject({ state: 'aborted' });
    expect(await uploads.get(completed.id)).toEqual({ ...completed, state: 'completed', job });
    expect(await uploads.get(aborted.id)).toEqual({ ...aborted, state: 'aborted' });
  });

  it('is closed by one of many at once', async () => {
    const { id } = await saved();
    const closed = await Promise.all(Array.from({ length: 20 }, () => uploads.apply(id, complete(null))));
    expect(closed.filter(Boolean)).toHaveLength(1);
  });

  it('is erased only once it is completed, and listed as what it is', async () => {
    const owner = newId();
    const upload = await saved({ owner });
    expect(await uploads.apply(upload.id, erase(at))).toBeNull();
    await uploads.apply(upload.id, complete(null));
    const erased = { ...upload, state: 'erased', erasedAt: at.toISOString() };
    expect(await uploads.apply(upload.id, erase(at))).toEqual(erased);
    expect((await uploads.list(owner, { states: ['erased'], limit: 10 })).items).toEqual([erased]);
  });

  it('that does not exist cannot be changed, and comes not into being', async () => {
    const id = newId();
    expect(await uploads.apply(id, abort)).toBeNull();
    expect(await uploads.get(id)).toBeNull();
  });

  describe('with an idempotency key', () => {
    const key = { key: 'k', requestHash: 'h' };

    it('is written once, by one of many requests at once', async () => {
      const owner = newId();
      const asked = Array.from({ length: 20 }, () => uploads.create(anUpload({ owner }), key));
      const answers = await Promise.all(asked);
      expect(new Set(answers.map(({ upload }) => upload.id)).size).toBe(1);
      expect(answers.filter(({ repeated }) => !repeated)).toHaveLength(1);
      expect((await uploads.list(owner, { limit: 100 })).items).toHaveLength(1);
    });

    it('is given back as it is by now', async () => {
      const { upload } = await uploads.create(anUpload({ owner: newId() }), key);
      await uploads.apply(upload.id, abort);
      const again = await uploads.create(anUpload({ owner: upload.owner }), key);
      expect(again).toEqual({ upload: { ...upload, state: 'aborted' }, repeated: true });
    });

    it('refuses another request', async () => {
      const owner = newId();
      await uploads.create(anUpload({ owner }), key);
      const other = uploads.create(anUpload({ owner }), { ...key, requestHash: 'other' });
      await expect(other).rejects.toMatchObject({ code: 'idempotency.conflict' });
    });
  });

  describe('of an object that was put straight into the store', () => {
    const aDropAt = (owner: string, name: string) => aDrop({ owner, key: `raw/${owner}/${name}` });

    it.each(['trip/day 1.mov', 'Ürlaub 😀.mov', 'x'.repeat(900)])('is one for its key: %s', async (name) => {
      const owner = newId();
      const adopted = await Promise.all(Array.from({ length: 5 }, () => uploads.adopt(aDropAt(owner, name))));
      expect(new Set(adopted.map(({ id }) => id)).size).toBe(1);
      expect(await uploads.byKey(`raw/${owner}/${name}`)).toEqual(adopted[0]);
      expect(await uploads.get(adopted[0]?.id ?? '')).toEqual(adopted[0]);
      expect((await uploads.list(owner, { limit: 10 })).items).toEqual([adopted[0]]);
    });

    it('is given back as it is by now', async () => {
      const drop = await uploads.adopt(aDropAt(newId(), 'a.mov'));
      await uploads.apply(drop.id, erase(at));
      expect(await uploads.adopt({ ...aDrop(), owner: drop.owner, key: drop.key })).toMatchObject({
        id: drop.id,
        state: 'erased',
      });
    });

    it('is another’s under another key or owner', async () => {
      const [owner, other] = [newId(), newId()];
      const drops = [aDropAt(owner, 'a'), aDropAt(owner, 'b'), aDropAt(other, 'a')];
      for (const drop of drops) expect(await uploads.adopt(drop)).toEqual(drop);
    });
  });
};

describe('the upload table in memory', () => contract(async () => inMemoryUploadTable()));

describe('the upload table in DynamoDB', () => {
  const own = ownTable();
  afterAll(async () => (await own).drop());
  contract(async () => uploadTable((await own).table));
});
