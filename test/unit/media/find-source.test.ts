import { describe, expect, it } from 'vitest';
import { findSource } from '#media/find-source.ts';
import type { MediaStore, StoredObject } from '#shared/ports/media-store.ts';
import { aCaller, aDrop, aJob, anArtifact, anUpload } from '../../support/builders.ts';
import { anEngine, put } from '../../support/engine.ts';

const upload = anUpload({ state: 'completed' });
const drop = aDrop();
const job = aJob({ state: 'succeeded', artifacts: [anArtifact()] });

const ways = [
  ['an upload', { upload: upload.id }, `/api/v1/uploads/${upload.id}/restore`],
  ['a dropped object, by its record', { upload: drop.id }, `/api/v1/uploads/${drop.id}/restore`],
  ['a dropped object, by its key', { key: drop.key }, `/api/v1/uploads/${drop.id}/restore`],
  ['a file of a job', { job: job.id, artifact: 'holiday.mp4' }, `/api/v1/jobs/${job.id}/restore`],
] as const;

const stored = (state: StoredObject['state']) => {
  const engine = anEngine({ uploads: [upload, drop], jobs: [job] });
  for (const key of [upload.key, drop.key, anArtifact().key]) put(engine, key);
  const head: MediaStore['head'] = async (key) => {
    const found = await engine.media.head(key);
    return found && { ...found, state };
  };
  return { ...engine, media: { ...engine.media, head } };
};

describe('a source', () => {
  it.each(ways)('that can be read is found: %s', async (_what, source) => {
    expect(await findSource(source, aCaller(), stored('ready'))).toMatchObject({ owner: 'alice' });
  });

  it.each(ways)('that is frozen is refused with the way back: %s', async (_what, source, restore) => {
    const found = findSource(source, aCaller(), stored('frozen'));
    await expect(found).rejects.toMatchObject({
      code: 'artifact.frozen',
      status: 409,
      field: 'source',
      message: expect.stringContaining(`is in cold storage; POST ${restore} brings it back`),
    });
  });

  it('that is on its way back is told apart', async () => {
    const found = findSource({ upload: upload.id }, aCaller(), stored('restoring'));
    await expect(found).rejects.toMatchObject({ message: expect.stringContaining('on its way back') });
  });

  it('that is frozen and has no record is refused all the same', async () => {
    const engine = stored('frozen');
    put(engine, 'raw/alice/old.mov');
    const found = findSource({ key: 'raw/alice/old.mov' }, aCaller(), engine);
    await expect(found).rejects.toMatchObject({ message: 'source: old.mov is in cold storage' });
  });

  it.each([
    ['by its record', { upload: upload.id }],
    ['by its key', { key: upload.key }],
  ])('that was erased is not taken for one that is not there yet: %s', async (_what, source) => {
    const engine = anEngine({ uploads: [{ ...upload, state: 'erased' }] });
    await expect(findSource(source, aCaller(), engine)).rejects.toMatchObject({
      code: 'upload.closed',
      status: 409,
      field: 'source',
      message: 'source: holiday.mov was erased; upload it again',
    });
  });
});
