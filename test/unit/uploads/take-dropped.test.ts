import { describe, expect, it } from 'vitest';
import { deleteUpload } from '#uploads/routes/delete-upload.ts';
import { takeDropped } from '#uploads/take-dropped.ts';
import { anEngine, type Engine, now, put, seconds, send } from '../../support/engine.ts';

const key = 'raw/alice/trip/day 1.mov';
const take = (engine: Engine, at = now, dropped = key) => takeDropped(dropped, at, engine);
const allJobs = async ({ jobs }: Engine) => (await jobs.list({ limit: 100 })).items;
const allUploads = async ({ uploads }: Engine) => (await uploads.list('alice', { limit: 100 })).items;

const dropped = async (
  at: string,
  { preset, byDefault, text = 'bytes' }: { preset?: string; byDefault?: string; text?: string } = {},
) => {
  const engine = anEngine();
  if (byDefault) await engine.profiles.put('alice', { defaultPreset: byDefault });
  put(engine, at, text, preset === undefined ? {} : { preset });
  return { engine, job: await take(engine, now, at) };
};

const again = (engine: Engine, preset: string, text = 'bytes') => {
  put(engine, key, text, { preset });
  return take(engine);
};

describe('an object that was dropped under raw/', () => {
  it.each([
    ['what it asks for itself', { preset: 'mp3', byDefault: 'wav' }, { preset: 'mp3' }],
    ['its owner’s default', { byDefault: 'wav' }, { preset: 'wav' }],
    ['what is made when nothing is said', {}, {}],
  ])('becomes %s', async (_what, said, make) => {
    const { job } = await dropped(key, said);
    expect(job).toMatchObject({ owner: 'alice', name: 'day 1.mov' });
    expect(job?.request).toEqual({ source: key, name: 'day 1', make });
  });

  it('becomes what the installation makes when its owner’s default does not exist any more, and the log names it', async () => {
    const engine = anEngine();
    await engine.profiles.put('alice', { defaultPreset: 'h264-of-old' });
    put(engine, key);
    const said: unknown[] = [];
    const log = { ...engine.log, info: (_message: string, about?: object) => void said.push(about) };
    const job = await takeDropped(key, now, { ...engine, log });
    expect(job?.request).toMatchObject({ source: key, make: {} });
    expect(said).toContainEqual({ owner: 'alice', preset: 'h264-of-old' });
  });

  it('starts its work once, however often and however late the event comes', async () => {
    const { engine, job } = await dropped(key, { preset: 'mp3' });
    const late = await Promise.all([take(engine), take(engine, seconds(30 * 86400))]);
    expect(late.map((each) => each?.id)).toEqual([job?.id, job?.id]);
  });

  it('starts its work once although its owner’s default is another when the event comes again', async () => {
    const { engine, job } = await dropped(key);
    await engine.profiles.put('alice', { defaultPreset: 'wav' });
    expect((await take(engine))?.id).toBe(job?.id);
  });

  it('is no new work when the same bytes come again with the same wish', async () => {
    const { engine, job } = await dropped(key, { preset: 'mp3' });
    expect((await again(engine, 'mp3'))?.id).toBe(job?.id);
  });

  it.each([
    ['other bytes', 'mp3', 'other bytes'],
    ['another wish', 'wav', 'bytes'],
  ])('is new work when it was replaced by one with %s, once', async (_what, preset, text) => {
    const { engine, job } = await dropped(key, { preset: 'mp3' });
    const next = await again(engine, preset, text);
    expect(next?.id).not.toBe(job?.id);
    expect((await take(engine))?.id).toBe(next?.id);
    expect(await allJobs(engine)).toHaveLength(2);
  });

  it('that is gone before its event comes starts nothing and leaves no record', async () => {
    const engine = anEngine();
    expect(await take(engine)).toBeNull();
    expect(await allUploads(engine)).toEqual([]);
  });

  it.each([
    ['of any script', 'raw/alice/Ürlaub 100% + 😀.mov'],
    ['of 1,024 bytes', `raw/alice/${'x'.repeat(1010)}.mov`],
    ['with dots', 'raw/alice/..a/b...mov'],
  ])('may have a key %s', async (_what, odd) => {
    expect((await dropped(odd, { preset: 'mp3' })).job?.request).toMatchObject({ source: odd });
  });
});

describe('the record of a dropped object', () => {
  it('is that of a completed upload, with the work that was started last', async () => {
    const { engine, job } = await dropped(key, { preset: 'mp3' });
    const [record] = await allUploads(engine);
    expect(record).toMatchObject({ key, owner: 'alice', fileName: 'day 1.mov', state: 'completed', job: job?.id });
    expect(record).toMatchObject({ bytes: 5, mediaType: 'video/mp4' });
    const next = await again(engine, 'wav', 'longer bytes');
    expect(await allUploads(engine)).toMatchObject([{ id: record?.id, bytes: 12, job: next?.id }]);
  });

  it('is made although nothing can be made of it, and of a file without bytes', async () => {
    expect(await allUploads((await dropped(key, { preset: 'vhs' })).engine)).toMatchObject([{ state: 'completed' }]);
    expect(await allUploads((await dropped(key, { text: '' })).engine)).toMatchObject([{ bytes: 0 }]);
  });

  it('lets the same bytes be dropped and worked on again once they were erased', async () => {
    const { engine, job } = await dropped(key, { preset: 'mp3' });
    const [record] = await allUploads(engine);
    await engine.jobs.apply(job?.id ?? '', { from: ['queued'], set: { state: 'canceled' } });
    expect((await send(deleteUpload, engine, { params: { id: record?.id ?? '' } })).status).toBe(204);
    expect(await take(engine)).toBeNull();
    expect(await allUploads(engine)).toMatchObject([{ state: 'erased' }]);

    const next = await again(engine, 'mp3');
    expect(next?.id).not.toBe(job?.id);
    expect((await take(engine))?.id).toBe(next?.id);
    expect(await allUploads(engine)).toMatchObject([{ id: record?.id, state: 'completed', job: next?.id }]);
  });
});

describe('an object that is left alone', () => {
  const told = async (at: string, preset = 'mp3') => {
    const lines: unknown[] = [];
    const engine = anEngine();
    put(engine, at, 'bytes', { preset });
    const log = { ...engine.log, info: (message: string, about?: object) => void lines.push({ message, ...about }) };
    const job = await takeDropped(at, now, { ...engine, log });
    return { job, lines, jobs: await allJobs(engine) };
  };

  it.each([
    ['the folder of an owner', 'raw/alice/'],
    ['a folder', 'raw/alice/trip/'],
    ['without an owner', 'raw/a.mov'],
    ['with an empty owner', 'raw//a.mov'],
    ['elsewhere', 'processed/alice/j/a.mp4'],
    ['no path', 'raw'],
    ['a way up', 'raw/alice/../bob/a.mov'],
    ['a way up at once', 'raw/../alice/a.mov'],
    ['a way nowhere', 'raw/alice/./a.mov'],
    ['a part without a name', 'raw/alice//a.mov'],
    ['a NUL', 'raw/alice/a\u0000b.mov'],
    ['a line end', 'raw/alice/a\nb.mov'],
  ])('has a key that is %s, which the log says', async (_what, odd) => {
    const { job, jobs, lines } = await told(odd);
    expect([job, jobs]).toEqual([null, []]);
    expect(lines).toEqual([{ message: expect.stringContaining('left alone'), key: odd }]);
  });

  it('asks for a preset that does not exist, which the log says', async () => {
    const { jobs, lines } = await told(key, 'vhs');
    expect(jobs).toEqual([]);
    expect(lines).toEqual([{ message: expect.stringContaining('does not exist'), key, preset: 'vhs' }]);
  });
});
