import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { batchNow, batchOver, beginBatch, statesOf } from '../support/batches.ts';
import { aPerson, type Person } from '../support/people.ts';
import { toolsOf } from '../support/processes.ts';
import type { Site } from '../support/site/site.ts';
import { openStackSite } from '../support/stack-site.ts';
import { until } from '../support/wait.ts';

let site: Site;
let person: Person;
beforeAll(async () => {
  [site, person] = await Promise.all([openStackSite(), aPerson('user')]);
});
afterAll(() => site[Symbol.asyncDispose]());

const begin = (what: 'batch' | 'playlist' | 'channel', body: object) => beginBatch(person.api, what, body);
const over = (id: string) => batchOver(person.api, id);
const now = (id: string) => batchNow(person.api, id);

describe('a list of addresses', () => {
  let id: string;

  it('is fetched but for those that cannot be, each of which says why', async () => {
    const films = Array.from({ length: 8 }, (_, at) => site.url(`/watch/film-${at + 1}`));
    const [first = '', ...others] = films;
    const urls = [
      first,
      'ftp://example.com/a',
      site.url('/watch/private'),
      ...others,
      'http://10.0.0.1/',
      site.url('/watch/gone'),
    ];
    const { status, body } = await person.api('POST', '/api/v1/batch/download', { body: { urls, concurrency: 6 } });
    expect({ status, refused: body.refused }).toMatchObject({
      status: 202,
      refused: [
        { index: 2, code: 'source.forbidden' },
        { index: 11, code: 'source.forbidden' },
      ],
    });
    id = body.job.id;
    const batch = await over(id);
    expect(batch.job, JSON.stringify(batch.job.error)).toMatchObject({
      ...{ kind: 'batch', state: 'succeeded', name: '12 addresses', artifacts: [] },
      notes: ['8 of 12 items came through', '2 failed', '2 refused'],
    });
    await until(
      () => now(id),
      (seen) => seen?.percent === 100,
      { seconds: 10 },
    );
    expect(statesOf(batch.items)).toEqual([
      ...['succeeded', 'refused', 'failed'],
      ...others.map(() => 'succeeded'),
      ...['refused', 'failed'],
    ]);
    expect(batch.items.map(({ job }) => job?.error?.code).filter(Boolean)).toEqual(['source.private', 'source.gone']);
    expect(batch.items.map(({ job }) => job?.artifacts.length ?? 0)).toEqual([1, 0, 0, 1, 1, 1, 1, 1, 1, 1, 0, 0]);
  });

  it('is shown a page at a time, and stands in the history as one', async () => {
    const first = await batchNow(person.api, id, '?limit=7');
    const rest = await batchNow(person.api, id, `?limit=7&cursor=${first?.cursor}`);
    expect([first?.items.length, rest?.items.map(({ index }) => index), rest?.cursor]).toEqual([
      ...[7, [8, 9, 10, 11, 12]],
      null,
    ]);
    const { body } = await person.api('GET', '/api/v1/jobs?limit=100');
    expect(body.jobs.map((job: { id: string }) => job.id)).toEqual([id]);
  });

  it('has its failed items tried again, and those alone', async () => {
    const answer = await person.api('POST', `/api/v1/batch/${id}/retry`);
    expect(answer).toMatchObject({ status: 202, body: { id, attempt: 2 } });
    const batch = await over(id);
    expect(batch.job).toMatchObject({ state: 'succeeded', attempt: 2 });
    const attempts = batch.items.flatMap(({ job }) => (job ? [[job.state, job.attempt]] : []));
    expect(attempts.filter(([state]) => state === 'failed')).toEqual([
      ['failed', 2],
      ['failed', 2],
    ]);
    expect(attempts.filter(([state]) => state === 'succeeded')).toEqual(
      Array.from({ length: 8 }, () => ['succeeded', 1]),
    );
  });

  it('brings what its owner had before no second time, where that is wanted', async () => {
    const urls = ['/watch/film-41', '/plain/clip.mp4'].map(site.url);
    const files = async () => {
      const { items } = await over(await begin('batch', { urls, archive: true }));
      return items.map(({ job }) => [job?.state, job?.artifacts.length, job?.notes.at(-1)?.slice(0, 18)]);
    };
    expect((await files()).map(([state, count]) => [state, count])).toEqual(urls.map(() => ['succeeded', 1]));
    expect(await files()).toEqual(urls.map(() => ['succeeded', 0, 'was fetched before']));
  });

  it('of which nothing can be fetched is refused, and nobody else sees one', async () => {
    const urls = ['http://10.0.0.1/', 'file:///etc/passwd'];
    const { status, body } = await person.api('POST', '/api/v1/batch/download', { body: { urls } });
    expect({ status, body }).toMatchObject({ status: 400, body: { code: 'request.invalid' } });
    const other = await aPerson('user');
    expect((await other.api('GET', `/api/v1/batch/${id}`)).status).toBe(404);
    expect((await other.api('POST', `/api/v1/batch/${id}/retry`)).status).toBe(404);
  });
});

describe('a playlist', () => {
  it('gives the items that are picked, and fails when it is none', async () => {
    const [id, none] = await Promise.all([
      begin('playlist', {
        url: site.url('/playlist/130?failing=2'),
        items: '1-2,-1',
        pathTemplate: '{playlist_index} {title}.{ext}',
      }),
      begin('playlist', { url: site.url('/watch/film-1') }),
    ]);
    const batch = await over(id);
    expect(batch.job, JSON.stringify(batch.job.error)).toMatchObject({ state: 'succeeded', name: 'A list of 130' });
    expect(batch.items.map(({ title, job }) => [title, job?.state])).toEqual([
      ['Film 1', 'succeeded'],
      ['Film 2', 'failed'],
      ['Film 130', 'succeeded'],
    ]);
    expect(batch.items[2]?.job?.artifacts[0]?.name).toMatch(/^130 /);
    expect((await over(none)).job).toMatchObject({ state: 'failed', error: { code: 'source.no-stream' } });
    const again = await person.api('POST', `/api/v1/batch/${none}/retry`);
    expect(again.status).toBe(202);
    expect((await over(none)).job).toMatchObject({ state: 'failed', attempt: 2 });
  });
});

describe('a channel', () => {
  it('gives what passes the filters, in the order asked for, and no more than that', async () => {
    const filter = { after: '2026-04-10', title: 'film', sort: 'newest' };
    const batch = await over(await begin('channel', { url: site.url('/channel/25'), filter, limit: 2 }));
    expect(batch.job, JSON.stringify(batch.job.error)).toMatchObject({ state: 'succeeded', name: 'The channel' });
    expect(batch.items.map(({ title }) => title)).toEqual(['Film 25', 'Film 24']);
    const nothing = await begin('channel', { url: site.url('/channel/25'), filter: { minViews: 10_000 } });
    expect((await over(nothing)).job).toMatchObject({ state: 'failed', error: { code: 'source.no-stream' } });
  });
});

const slow = (name: string) => site.url(`/watch/${name}?file=/slow/600000/long.mp4`);

describe('a batch at work', () => {
  it('is canceled: what is left never begins, and what came through stays', async () => {
    const urls = [site.url('/watch/film-31'), ...['a', 'b', 'c', 'd'].map(slow)];
    const id = await begin('batch', { urls, concurrency: 2 });
    const busy = await until(
      () => now(id),
      (batch) =>
        batch?.items[0]?.job?.state === 'succeeded' &&
        batch.items.filter(({ job }) => (job?.progress.bytes ?? 0) > 0 && job?.state === 'running').length === 2,
    );
    expect((await person.api('DELETE', `/api/v1/batch/${id}`)).body).toMatchObject({ state: 'canceled' });
    const left = await until(
      () => now(id),
      (batch) => statesOf(batch?.items ?? []).filter((state) => state === 'canceled').length === 2,
    );
    expect(statesOf(left?.items ?? [])).toEqual(['succeeded', 'canceled', 'canceled', 'not begun', 'not begun']);
    for (const { job } of busy?.items ?? [])
      if (job)
        await until(
          () => toolsOf(job.id),
          (tools) => tools.length === 0,
        );
    expect(left?.items[0]?.job?.artifacts).toHaveLength(1);
    expect((await person.api('POST', `/api/v1/batch/${id}/retry`)).status).toBe(409);

    expect((await person.api('DELETE', `/api/v1/batch/${id}`)).body).toMatchObject({ state: 'expired' });
    await until(
      () => now(id),
      (batch) => batch?.items[0]?.job?.state === 'expired' && batch.items[0].job.artifacts.length === 0,
    );
  });
});
