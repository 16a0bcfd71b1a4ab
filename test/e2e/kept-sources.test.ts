import { readFile } from 'node:fs/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import { keysUnder, putObject } from '../support/bucket.ts';
import { ended, submit, upload } from '../support/client.ts';
import { aPerson, type Person } from '../support/people.ts';
import { quickly, slowly, source } from '../support/sources.ts';
import { until } from '../support/wait.ts';

describe('sources that are kept', () => {
  let person: Person;
  let tiny: string;
  const at = (id: string, rest = '') => `/api/v1/uploads/${id}${rest}`;
  const found = async (query: string) => (await person.api('GET', `/api/v1/uploads?${query}`)).body.uploads;
  const transcode = (body: object) => person.api('POST', '/api/v1/transcode', { body: { ...quickly, ...body } });

  const uploaded = async (): Promise<{ id: string; key: string }> => (await upload(person.api, tiny)).body.upload;
  const dropped = async (name: string, preset = 'wav') => {
    const key = `raw/${person.owner}/${name}`;
    await putObject(key, await readFile(tiny), { preset });
    const [record] = await until(
      () => found(`key=${encodeURIComponent(key)}`),
      ([seen]) => seen?.job !== undefined && seen.state === 'completed',
    );
    await ended(person.api, record.job);
    return record;
  };

  beforeAll(async () => {
    [person, tiny] = await Promise.all([aPerson('user'), source('tiny.mp4')]);
  });

  it('are listed, uploaded or dropped, and say that they can be read', async () => {
    const [up, drop] = [await uploaded(), await dropped('listed/a film.mp4')];
    const ids = (await found('state=completed')).map(({ id }: { id: string }) => id);
    expect(ids).toEqual(expect.arrayContaining([up.id, drop.id]));
    for (const { id } of [up, drop])
      expect((await person.api('GET', at(id))).body).toMatchObject({ state: 'completed', file: 'ready' });
    expect(drop).toMatchObject({ fileName: 'a film.mp4', mediaType: expect.any(String) });
    expect((await transcode({ source: { upload: drop.id } })).status).toBe(202);
  });

  it('are told to be there when they are asked to be brought back and never were away', async () => {
    const { id } = await uploaded();
    const answer = await person.api('POST', at(id, '/restore'), { body: {} });
    expect(answer).toMatchObject({ status: 200, body: { file: 'ready', readyWithinHours: 0 } });
  });

  it('are erased, uploaded or dropped, and then refused as sources', async () => {
    for (const { id, key } of [await uploaded(), await dropped('erased.mp4')]) {
      await putObject(`${key}.beside`, Buffer.from('x'), { preset: 'none' });
      for (const _time of [1, 2]) expect((await person.api('DELETE', at(id))).status).toBe(204);
      expect(await keysUnder(key)).toEqual([`${key}.beside`]);
      expect((await person.api('GET', at(id))).body).toMatchObject({ state: 'erased', file: null });
      for (const named of [{ upload: id }, { key }])
        expect(await transcode({ source: named })).toMatchObject({ status: 409, body: { code: 'upload.closed' } });
    }
  });

  it('are worked on again when they are dropped again after they were erased', async () => {
    const first = await dropped('again.mp4');
    expect((await person.api('DELETE', at(first.id))).status).toBe(204);
    const second = await dropped('again.mp4');
    expect(second.id).toBe(first.id);
    expect(second.job).not.toBe(first.job);
  });

  it('are not erased under a job that reads them', async () => {
    const job = await submit(person.api, await source('endless.mp4'), slowly);
    const { body } = await person.api('GET', `/api/v1/jobs/${job}`);
    const [record] = await found(`key=${encodeURIComponent(body.request.source)}`);
    const refused = await person.api('DELETE', at(record.id));
    expect(refused).toMatchObject({ status: 409, body: { code: 'upload.in-use' } });
    expect(refused.body.detail).toContain(job);
    await person.api('DELETE', `/api/v1/jobs/${job}`);
    expect((await person.api('DELETE', at(record.id))).status).toBe(204);
    expect(await keysUnder(body.request.source)).toEqual([]);
  });

  it('are erased by nobody else', async () => {
    const { id, key } = await uploaded();
    const stranger = await aPerson('user');
    expect((await stranger.api('DELETE', at(id))).status).toBe(404);
    expect((await stranger.api('POST', at(id, '/restore'), { body: {} })).status).toBe(404);
    expect((await stranger.api('GET', `/api/v1/uploads?key=${encodeURIComponent(key)}`)).body.uploads).toEqual([]);
    expect(await keysUnder(key)).toEqual([key]);
  });
});
