import { readFile, writeFile } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { EngineError, type ErrorCode } from '#shared/errors.ts';
import { jobOf } from '../support/download-requests.ts';
import { aFetcher, allowPort, anAllowedSite, type Fetcher } from '../support/fetching.ts';
import { aSite } from '../support/guard.ts';
import { siteMedia } from '../support/site/media.ts';
import type { Site } from '../support/site/site.ts';
import { until } from '../support/wait.ts';

let site: Site;
beforeAll(async () => {
  site = await anAllowedSite();
});
afterAll(() => site[Symbol.asyncDispose]());

const original = async (name: string) => readFile(`${await siteMedia()}/${name}`);

type Stop = { readonly as: ErrorCode; readonly when: (fetcher: Fetcher) => Promise<boolean> };

const isKept = async ({ stored, prefix }: Fetcher) => (await stored(prefix.work)).includes('partials.json');

/** Looks, begins to fetch, is stopped once that may be, and fetches again from what is left. */
const stopped = async (url: string, fetcher: Fetcher, { as, when }: Stop, asked: object = {}) => {
  const request = jobOf({ url, ...asked });
  const looked = await fetcher.looks(request);
  const stop = new AbortController();
  const first = fetcher.fetches(request, looked, stop.signal).then(
    () => 'ended',
    () => 'stopped',
  );
  const isTime = until(
    () => when(fetcher),
    (is) => is,
    { everyMs: 50 },
  );
  expect(await Promise.race([isTime, first])).toBe(true);
  stop.abort(new EngineError(as, 'stop'));
  expect(await first).toBe('stopped');
  return { request, looked, again: () => fetcher.fetches(request, looked) };
};

const bodyOf = async ({ pathOf }: Fetcher, { artifacts }: { artifacts: readonly { key: string }[] }) =>
  readFile(pathOf(artifacts[0]?.key ?? ''));

const rangesOf = (path: string) =>
  site
    .visits(path)
    .filter(({ method, headers }) => method === 'GET' && headers.range)
    .map(({ headers }) => Number(/^bytes=(\d+)-$/.exec(headers.range ?? '')?.[1]));

describe.concurrent('a fetch that ended before its file', () => {
  test.each([
    ['was told to stop', 'worker.restarted', 700_001],
    ['died, and was found dead', 'worker.lost', 700_002],
  ] as const)('since its worker %s goes on where it was', async (_how, as, speed) => {
    await using fetcher = await aFetcher();
    const path = `/slow/${speed}/long.mp4`;
    const { again } = await stopped(site.url(`/watch/item?file=${path}`), fetcher, { as, when: isKept });
    const output = await again();
    const whole = await original('long.mp4');
    expect((await bodyOf(fetcher, output)).equals(whole)).toBe(true);
    const [from = 0] = rangesOf(path);
    expect(from).toBeGreaterThan(30_000);
    expect(output.fetchedBytes).toBeLessThan(whole.length - from + 10_000);
    expect(fetcher.lines).toContainEqual(
      expect.stringMatching(new RegExp(`goes on with format whole behind .*${from}`)),
    );
  });

  test('goes on with segments after those that it has, none twice', async () => {
    await using fetcher = await aFetcher();
    await using straight = await aFetcher();
    const asked = { rateLimitBytesPerSecond: 60_000, container: 'mp4' };
    const url = site.url('/stream/live.m3u8');
    const { again } = await stopped(url, fetcher, { as: 'worker.restarted', when: isKept }, asked);
    const before = site.visits().filter((visit) => visit.path.endsWith('.ts')).length;
    const output = await again();
    const asked2 = site.visits().filter((visit) => visit.path.endsWith('.ts')).length - before;
    expect(asked2).toBeLessThan(30);
    const whole = await straight.gets(url, { container: 'mp4' });
    expect(output.artifacts[0]?.sha256).toBe(whole.artifacts[0]?.sha256);
    expect(fetcher.lines).toContainEqual(expect.stringContaining('goes on with format'));
  });

  test('begins again when another file lies there by then, and says so', async () => {
    const [old, replacement] = [await original('long.mp4'), await original('later-long.mp4')];
    const shown = { file: old, etag: '"old"' };
    const slowly = async (body: Buffer, reply: ServerResponse) => {
      for (let at = 0; at < body.length && !reply.destroyed; at += 60_000) {
        reply.write(body.subarray(at, at + 60_000));
        await sleep(40);
      }
      reply.end();
    };
    await using own = await aSite(({ method, headers }, reply) => {
      const from = Number(/^bytes=(\d+)-/.exec(headers.range ?? '')?.[1] ?? 0);
      const body = shown.file.subarray(from);
      const range = { 'content-range': `bytes ${from}-${shown.file.length - 1}/${shown.file.length}` };
      const about = { 'content-type': 'video/mp4', 'content-length': body.length, etag: shown.etag };
      reply.writeHead(from ? 206 : 200, { ...about, 'accept-ranges': 'bytes', ...(from && range) });
      return method === 'HEAD' ? void reply.end() : void slowly(body, reply);
    });
    allowPort(own.port);
    await using fetcher = await aFetcher();
    const { again } = await stopped(`${own.url}/film.mp4`, fetcher, { as: 'worker.restarted', when: isKept });
    Object.assign(shown, { file: replacement, etag: '"new"' });
    expect((await bodyOf(fetcher, await again())).equals(replacement)).toBe(true);
    expect(fetcher.lines).toContainEqual(expect.stringMatching(/from its beginning, though .* bytes: the file has/));
  });

  test('begins again when the file is replaced under its hands', async () => {
    await using fetcher = await aFetcher();
    const output = await fetcher.gets(site.url('/watch/item?file=/replaced/long.mp4'));
    expect((await bodyOf(fetcher, output)).equals(await original('later-long.mp4'))).toBe(true);
    expect(fetcher.lines).toContainEqual(expect.stringContaining('all is fetched again'));
  });

  test('keeps nothing once nobody wants it', async () => {
    await using fetcher = await aFetcher();
    const isFetching = async ({ reports }: Fetcher) => reports.some(({ bytes = 0 }) => bytes > 0);
    const url = site.url('/watch/item?file=/slow/300000/long.mp4');
    await stopped(url, fetcher, { as: 'job.canceled', when: isFetching });
    expect(await fetcher.stored(fetcher.prefix.work)).toEqual(['info.json']);
    expect(await fetcher.stored(fetcher.prefix.artifacts)).toEqual([]);
  });

  test('asks the site anew when what was found is old: addresses of media end', async () => {
    await using fetcher = await aFetcher();
    const request = jobOf({ url: site.url('/watch/aged?file=/plain/clip.mp4') });
    const looked = await fetcher.looks(request);
    const path = fetcher.pathOf(looked.info);
    await writeFile(path, JSON.stringify({ ...JSON.parse(await readFile(path, 'utf8')), epoch: 1_700_000_000 }));
    await fetcher.fetches(request, looked);
    expect(site.visits('/data/watch/aged')).toHaveLength(2);
  });
});
