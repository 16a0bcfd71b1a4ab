import { describe, expect, it } from 'vitest';
import type { Upload } from '#shared/upload.ts';
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

const anArrived = (known: Partial<Upload> = {}) => {
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

  it('starts nothing where its upload was aborted', async () => {
    const { upload, engine } = anArrived({ state: 'aborted' });
    expect(await take(engine, upload.key)).toBeNull();
    expect((await engine.uploads.get(upload.id))?.state).toBe('aborted');
    expect(await allJobs(engine)).toEqual([]);
  });
});

describe('an object that was dropped under raw/', () => {
  const dropped = async (key: string, { preset, byDefault }: { preset?: string; byDefault?: string } = {}) => {
    const engine = anEngine();
    if (byDefault) await engine.profiles.put('alice', { defaultPreset: byDefault });
    put(engine, key, 'bytes', preset === undefined ? {} : { preset });
    return { engine, job: await take(engine, key) };
  };

  it.each([
    ['what it asks for itself', { preset: 'mp3', byDefault: 'wav' }, { preset: 'mp3' }],
    ['its owner’s default', { byDefault: 'wav' }, { preset: 'wav' }],
    ['what is made when nothing is said', {}, {}],
  ])('becomes %s', async (_what, said, make) => {
    const { job } = await dropped('raw/alice/trip/day 1.mov', said);
    expect(job).toMatchObject({ owner: 'alice', name: 'day 1.mov' });
    expect(job?.request).toEqual({ source: 'raw/alice/trip/day 1.mov', name: 'day 1', make });
  });

  it('starts nothing for a preset that does not exist', async () => {
    const { engine, job } = await dropped('raw/alice/a.mov', { preset: 'vhs' });
    expect(job).toBeNull();
    expect(await allJobs(engine)).toEqual([]);
  });

  it.each(['raw/alice/', 'raw/alice/trip/', 'raw/a.mov', 'raw//a.mov', 'processed/alice/j/a.mp4', 'raw'])(
    'as %s is nobody’s file',
    async (key) => {
      expect((await dropped(key, { preset: 'mp3' })).job).toBeNull();
    },
  );

  it('starts its work once, however often and however late the event comes', async () => {
    const key = 'raw/alice/a.mov';
    const { engine, job } = await dropped(key, { preset: 'mp3' });
    const again = await Promise.all([take(engine, key), take(engine, key, seconds(30 * 86400))]);
    expect(again.map((each) => each?.id)).toEqual([job?.id, job?.id]);
  });

  it('is new work when it was replaced by other bytes', async () => {
    const key = 'raw/alice/a.mov';
    const { engine, job } = await dropped(key, { preset: 'mp3' });
    put(engine, key, 'other bytes', { preset: 'mp3' });
    expect((await take(engine, key))?.id).not.toBe(job?.id);
  });

  it('that is gone before its event comes starts nothing', async () => {
    expect(await take(anEngine(), 'raw/alice/a.mov')).toBeNull();
  });

  it('is found by the key as it is, whatever is in it', async () => {
    const key = 'raw/alice/Ürlaub 100% + 😀.mov';
    const { job } = await dropped(key, { preset: 'mp3' });
    expect(job?.request).toMatchObject({ source: key });
  });
});
