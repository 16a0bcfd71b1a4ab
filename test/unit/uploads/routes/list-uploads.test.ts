import { describe, expect, it } from 'vitest';
import { listUploads } from '#uploads/routes/list-uploads.ts';
import { aDrop, anUpload } from '../../../support/builders.ts';
import { anEngine, send } from '../../../support/engine.ts';

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

  it.each([{ limit: '0' }, { limit: '101' }, { cursor: 'x' }, { state: 'frozen' }])(
    'are not asked for by %j',
    async (query) => {
      const answer = await send(listUploads, anEngine(), { query: query as unknown as Record<string, string> });
      expect(answer).toMatchObject({ status: 400, body: { code: 'request.invalid' } });
    },
  );
});

describe('the other uploads of a caller', () => {
  const [uploaded, dropped] = [anUpload({ state: 'completed' }), aDrop()];
  const engine = () => anEngine({ uploads: [uploaded, dropped, anUpload(), aDrop({ owner: 'bob' })] });
  const list = (query: Record<string, string>, as: 'alice/viewer' | 'bob/user' | 'root/admin' = 'alice/viewer') =>
    send(listUploads, engine(), { query, as });

  it('are listed by their state, however old, with what was put straight into the store', async () => {
    const old = anUpload({ state: 'completed', createdAt: '2020-01-01T00:00:00.000Z' });
    const answer = await send(listUploads, anEngine({ uploads: [old, dropped] }), { query: { state: 'completed' } });
    expect(answer.body.uploads).toMatchObject([{ key: dropped.key }, { id: old.id }]);
  });

  it.each([
    ['an upload', uploaded],
    ['a dropped object', dropped],
  ])('are found by the key that a job names as its source: %s', async (_what, { id, key }) => {
    expect((await list({ key })).body).toMatchObject({ uploads: [{ id }], cursor: null });
    expect((await list({ key }, 'root/admin')).body).toMatchObject({ uploads: [{ id }] });
  });

  it('are not found by others, nor by keys that are none', async () => {
    for (const answer of [
      await list({ key: dropped.key }, 'bob/user'),
      await list({ key: 'raw/alice/none.mov' }),
      await list({ key: 'raw/alice/../bob/a.mov' }),
      await list({ key: '😀'.repeat(500) }),
    ])
      expect(answer).toMatchObject({ status: 200, body: { uploads: [], cursor: null } });
  });
});
