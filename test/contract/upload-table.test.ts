import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { uploadTable } from '#shared/aws/upload-table.ts';
import { newId } from '#shared/ids.ts';
import type { UploadTable } from '#shared/ports/uploads.ts';
import { anUpload } from '../support/builders.ts';
import { inMemoryUploadTable } from '../support/fakes/upload-table.ts';
import { ownTable } from '../support/own-table.ts';

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
      if (second % 2) await uploads.close(id, 'completed');
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
    expect(await uploads.close(completed.id, 'completed', job)).toBe(true);
    expect(await uploads.close(completed.id, 'aborted')).toBe(false);
    expect(await uploads.close(aborted.id, 'aborted')).toBe(true);
    expect(await uploads.get(completed.id)).toEqual({ ...completed, state: 'completed', job });
    expect(await uploads.get(aborted.id)).toEqual({ ...aborted, state: 'aborted' });
  });

  it('is closed by one of many at once', async () => {
    const { id } = await saved();
    const closed = await Promise.all(Array.from({ length: 20 }, () => uploads.close(id, 'completed')));
    expect(closed.filter(Boolean)).toHaveLength(1);
  });

  it('that does not exist cannot be closed, and comes not into being', async () => {
    const id = newId();
    expect(await uploads.close(id, 'aborted')).toBe(false);
    expect(await uploads.get(id)).toBeNull();
  });
};

describe('the upload table in memory', () => contract(async () => inMemoryUploadTable()));

describe('the upload table in DynamoDB', () => {
  const own = ownTable();
  afterAll(async () => (await own).drop());
  contract(async () => uploadTable((await own).table));
});
