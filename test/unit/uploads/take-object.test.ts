import { describe, expect, it } from 'vitest';
import type { PartedUpload } from '#shared/upload.ts';
import { startWanted } from '#uploads/start-wanted.ts';
import { takeObject } from '#uploads/take-object.ts';
import { anUpload } from '../../support/builders.ts';
import { anEngine, type Engine, now, put, seconds } from '../../support/engine.ts';

const created = (key: string) => ({
  'detail-type': 'Object Created',
  detail: { bucket: {}, object: { key, size: 5 } },
});
const take = (engine: Engine, key: string, at = now) => takeObject(created(key), at, engine);
const allJobs = async ({ jobs }: Engine) => (await jobs.list({ limit: 100 })).items;

const anArrived = (known: Partial<PartedUpload> = {}) => {
  const upload = anUpload({ then: { preset: 'h264-720p' }, ...known });
  const engine = anEngine({ uploads: [upload] });
  put(engine, upload.key);
  return { upload, engine };
};

describe('an object that was uploaded', () => {
  it('starts what its upload asked for, and completes the upload though its client is gone', async () => {
    const { upload, engine } = anArrived();
    const job = await take(engine, upload.key);
    expect(job).toMatchObject({ kind: 'transcode', owner: 'alice', name: 'holiday.mov' });
    expect(job?.request).toMatchObject({ source: upload.key, make: { preset: 'h264-720p' } });
    expect(await engine.uploads.get(upload.id)).toMatchObject({ state: 'completed', job: job?.id });
    expect(await engine.workflows.state(job as never)).toBe('running');
  });

  it('starts it once, however often the event comes', async () => {
    const { upload, engine } = anArrived();
    const jobs = await Promise.all([take(engine, upload.key), take(engine, upload.key)]);
    const muchLater = await take(engine, upload.key, seconds(30 * 86400));
    expect(new Set([...jobs, muchLater].map((job) => job?.id)).size).toBe(1);
    expect(await allJobs(engine)).toHaveLength(1);
  });

  it('starts it once though the completion is answered before or after the event', async () => {
    for (const inOrder of [true, false]) {
      const { upload, engine } = anArrived();
      const completion = () => startWanted(upload, now, engine);
      const ways = [() => take(engine, upload.key), completion];
      for (const way of inOrder ? ways : ways.toReversed()) await way();
      expect(await allJobs(engine)).toHaveLength(1);
    }
  });

  it('starts nothing where its upload asked for nothing, whatever its owner’s default is', async () => {
    const { upload, engine } = anArrived({ then: undefined });
    await engine.profiles.put('alice', { defaultPreset: 'mp3' });
    expect(await take(engine, upload.key)).toBeNull();
    expect((await engine.uploads.get(upload.id))?.state).toBe('completed');
  });

  it.each(['aborted', 'erased'] as const)('starts nothing where its upload was %s', async (state) => {
    const { upload, engine } = anArrived({ state });
    expect(await take(engine, upload.key)).toBeNull();
    expect((await engine.uploads.get(upload.id))?.state).toBe(state);
    expect(await allJobs(engine)).toEqual([]);
  });
});
