import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { JobView } from '#shared/job.ts';
import { keysUnder } from '../support/bucket.ts';
import { type Answer, artifactsOf, ended, follow, jobNow } from '../support/client.ts';
import { fillHands } from '../support/full-hands.ts';
import { aPerson, type Person } from '../support/people.ts';
import { killService, toolsOf } from '../support/processes.ts';
import type { Site } from '../support/site/site.ts';
import { openStackSite } from '../support/stack-site.ts';
import { until } from '../support/wait.ts';

let site: Site;
let person: Person;
beforeAll(async () => {
  [site, person] = await Promise.all([openStackSite(), aPerson('user')]);
});
afterAll(() => site[Symbol.asyncDispose]());

const ask = (path: string, more: object = {}): Promise<Answer> =>
  person.api('POST', '/api/v1/download', { body: { url: site.url(path), ...more } });

const begin = async (path: string, more: object = {}): Promise<string> => {
  const { status, body, text } = await ask(path, more);
  expect({ status, text }).toMatchObject({ status: 202 });
  return body.id;
};
const fetched = async (path: string, more: object = {}): Promise<JobView> => ended(person.api, await begin(path, more));

const linesOf = async (id: string): Promise<{ step: string; line: string }[]> =>
  (await person.api('GET', `/api/v1/download/${id}/logs?limit=1000`)).body.lines;

/** The job once it has some of its file. */
const underWay = (id: string): Promise<JobView | null> =>
  until(
    () => jobNow(person.api, id),
    (job) => (job?.progress.bytes ?? 0) > 0,
  );

describe.concurrent('a download', () => {
  it('brings what the address shows, tells how it went, and is given again to who asks again', async () => {
    const wishes = { quality: '360p', subtitles: { languages: ['en'] } };
    const { status, headers, body } = await ask('/watch/film-11', wishes);
    expect({ status, location: headers.get('location') }).toEqual({
      status: 202,
      location: `/api/v1/download/${body.id}`,
    });
    const job = await ended(person.api, body.id);
    expect(job).toMatchObject({
      ...{ kind: 'download', state: 'succeeded', name: 'Film film-11', attempt: 1, retentionSeconds: 3600 },
      ytDlp: expect.stringMatching(/^\d{4}\.\d\d\.\d\d/),
    });
    expect(job.artifacts.map(({ kind }) => kind)).toEqual(['video', 'subtitles']);
    expect((await person.api('GET', `/api/v1/download/${job.id}`)).body).toEqual(job);
    const { artifacts } = await artifactsOf(person.api, job.id);
    const file = await follow(artifacts[0].url);
    expect((await file.arrayBuffer()).byteLength).toBe(job.artifacts[0]?.bytes);
    expect(new Set((await linesOf(job.id)).map(({ step }) => step))).toEqual(new Set(['job', 'look', 'fetch']));

    const visits = site.visits().filter(({ path }) => path.includes('film-11')).length;
    const again = await fetched('/watch/film-11', wishes);
    expect(again).toMatchObject({ state: 'succeeded', cached: true, name: 'Film film-11', ytDlp: job.ytDlp });
    expect(again.artifacts).toEqual(job.artifacts);
    expect(site.visits().filter(({ path }) => path.includes('film-11'))).toHaveLength(visits);

    const given = await person.api('DELETE', `/api/v1/download/${job.id}`);
    expect(given.body).toMatchObject({ state: 'expired', artifacts: [] });
  });

  it('ends in what was to be made of it, and keeps what was fetched beside', async () => {
    const then = { rendition: { container: 'mp3' } };
    const job = await fetched('/watch/film-12', { then, thumbnail: { format: 'jpg' }, name: 'A song' });
    expect(job, JSON.stringify(job.error)).toMatchObject({ state: 'succeeded', name: 'A song' });
    expect(job.artifacts.map(({ mediaType }) => mediaType)).toEqual(['audio/mpeg', 'image/jpeg']);
    expect(job.timings?.steps.map(({ step }) => step)).toEqual(['look', 'fetch', 'inspect', 'transcode']);
  });

  it('waits for no encode, although every core has one', async () => {
    await using _hands = await fillHands(person.api);
    expect(await fetched('/plain/clip.mp4')).toMatchObject({ state: 'succeeded' });
  });

  it('waits for a stream that is announced, without a worker, and fetches it then', async () => {
    const job = await fetched('/watch/soon', { live: { waitForScheduledSeconds: 600 } });
    expect(job, JSON.stringify(job.error)).toMatchObject({ state: 'succeeded', name: 'Film soon' });
    expect(site.visits('/data/watch/soon').length).toBeGreaterThan(1);
  });

  it('is canceled midway, and its program with it', async () => {
    const id = await begin('/watch/slow?file=/slow/100000/long.mp4');
    await underWay(id);
    const { status, body } = await person.api('DELETE', `/api/v1/download/${id}`);
    expect({ status, state: body.state }).toEqual({ status: 200, state: 'canceled' });
    await until(
      () => toolsOf(id),
      (tools) => tools.length === 0,
    );
    expect(await keysUnder(`processed/${person.owner}/${id}/`)).toEqual([]);
    expect((await linesOf(id)).map(({ line }) => line)).toContain('canceled');
  });

  it.each([
    ['/watch/private', 'source.private'],
    ['/page/nothing', 'source.unsupported'],
    ['/watch/upcoming', 'source.live-not-started'],
    ['/away?to=http://127.0.0.1:9/secret', 'source.forbidden'],
  ])('of %s fails by %s, and says what to do', async (path, code) => {
    const job = await fetched(path);
    expect(job).toMatchObject({ state: 'failed', attempt: 1, artifacts: [] });
    expect(job.error).toMatchObject({ code, advice: expect.stringMatching(/\.$/) });
  });

  it('is refused with the request where the address or a field will not do', async () => {
    const forbidden = await person.api('POST', '/api/v1/download', { body: { url: 'http://127.0.0.1:9/' } });
    expect(forbidden).toMatchObject({ status: 403, body: { code: 'source.forbidden', field: 'url' } });
    const unknown = await ask('/watch/film-13', { qualty: 'best' });
    expect(unknown).toMatchObject({ status: 400, body: { code: 'request.invalid', field: 'qualty' } });
  });

  it('is nobody else’s', async () => {
    const stranger = await aPerson('user');
    const id = await begin('/watch/film-14');
    for (const [method, path] of [
      ['GET', `/api/v1/download/${id}`],
      ['GET', `/api/v1/download/${id}/logs`],
      ['DELETE', `/api/v1/download/${id}`],
    ] as const)
      expect(await stranger.api(method, path)).toMatchObject({ status: 404, body: { code: 'job.not-found' } });
    expect(await ended(person.api, id)).toMatchObject({ state: 'succeeded' });
  });
});

describe('a download whose worker dies', () => {
  it('goes on where it was on another, by asking for the rest', async () => {
    const path = '/slow/300000/long.mp4';
    const id = await begin(`/watch/long?file=${path}`);
    await until(
      () => keysUnder(`work/${id}/`),
      (keys) => keys.some((key) => key.endsWith('partials.json')),
    );
    await killService('worker');
    expect(await ended(person.api, id)).toMatchObject({ state: 'succeeded', attempt: 1 });
    const ranges = site.visits(path).map(({ headers }) => Number(/^bytes=(\d+)-$/.exec(headers.range ?? '')?.[1] ?? 0));
    expect(Math.max(...ranges)).toBeGreaterThan(100_000);
  });
});
