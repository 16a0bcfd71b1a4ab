import { describe, expect, it } from 'vitest';
import type { MediaStore } from '#shared/ports/media-store.ts';
import type { Upload } from '#shared/upload.ts';
import { getUpload } from '#uploads/routes/get-upload.ts';
import { restoreUpload } from '#uploads/routes/restore-upload.ts';
import { aDrop, anUpload } from '../../../support/builders.ts';
import { anEngine, type Engine, put, send } from '../../../support/engine.ts';

const restore = (engine: Engine, id: string, body: object = {}) =>
  send(restoreUpload, engine, { params: { id }, body });

const aFrozen = (source: Upload) => {
  const engine = anEngine({ uploads: [source], frozen: { [source.key]: 5, [`${source.key}.bak`]: 12 } });
  put(engine, source.key);
  return engine;
};

describe('a source in cold storage', () => {
  it.each([
    ['an upload', anUpload({ state: 'completed' })],
    ['an object that was put straight into the store', aDrop()],
  ])('comes back when asked: %s', async (_what, source) => {
    const engine = aFrozen(source);
    const answer = await restore(engine, source.id, { days: 3 });
    expect(answer).toMatchObject({
      status: 202,
      headers: { location: `/api/v1/uploads/${source.id}` },
      body: { file: 'restoring', readyWithinHours: 5 },
    });
    await restore(engine, source.id);
    expect(engine.cold.asked).toEqual([`${source.key} for 3 days`]);
    engine.cold.arrive();
    expect(await restore(engine, source.id)).toMatchObject({
      status: 200,
      body: { file: 'ready', readyWithinHours: 0 },
    });
  });

  it('is shown as what it is', async () => {
    const source = anUpload({ state: 'completed' });
    const engine = aFrozen(source);
    const head: MediaStore['head'] = async (key) => {
      const stored = await engine.media.head(key);
      return stored && { ...stored, state: 'frozen' };
    };
    const answer = await send(
      getUpload,
      { ...engine, media: { ...engine.media, head } },
      { params: { id: source.id } },
    );
    expect(answer.body).toMatchObject({ state: 'completed', file: 'frozen' });
  });
});

describe('what has no bytes', () => {
  it.each([
    ['open', 'upload.incomplete'],
    ['aborted', 'upload.closed'],
    ['erased', 'upload.closed'],
  ] as const)('cannot be restored: an upload that is %s', async (state, code) => {
    const source = anUpload({ state });
    expect(await restore(anEngine({ uploads: [source] }), source.id)).toMatchObject({ status: 409, body: { code } });
  });

  it.each([0, 31, 1.5])('is refused for %d days', async (days) => {
    const source = anUpload({ state: 'completed' });
    const answer = await restore(anEngine({ uploads: [source] }), source.id, { days });
    expect(answer).toMatchObject({ status: 400, body: { field: 'days' } });
  });
});
