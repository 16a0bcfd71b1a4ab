import { createHash, randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { EngineError } from '#shared/errors.ts';
import { jobOf } from '../support/download-requests.ts';
import { aFetcher, allowPort, type Fetcher } from '../support/fetching.ts';
import { aSite } from '../support/guard.ts';
import { until } from '../support/wait.ts';

const MiB = 1024 ** 2;
const partBytes = 8 * MiB;

/** Sound is as long as one likes, and no two bytes of this are alike by chance. */
const aWav = (bytes: number): Buffer => {
  const header = Buffer.alloc(44);
  header.write('RIFF', 0);
  header.writeUInt32LE(bytes - 8, 4);
  header.write('WAVEfmt ', 8);
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(1, 20);
  header.writeUInt16LE(2, 22);
  header.writeUInt32LE(48_000, 24);
  header.writeUInt32LE(192_000, 28);
  header.writeUInt16LE(4, 32);
  header.writeUInt16LE(16, 34);
  header.write('data', 36);
  header.writeUInt32LE(bytes - 44, 40);
  return Buffer.concat([header, randomBytes(bytes - 44)]);
};

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

type Shown = {
  body: Buffer;
  etag: string;
  bytesPerSecond: number;
  ranges?: boolean;
  /** Where it goes on slowly, for once. */
  slowFrom?: number | undefined;
  /** Where it breaks off, for once. */
  breakAt?: number | undefined;
};

const send = async (body: Buffer, bytesPerSecond: number, reply: ServerResponse): Promise<void> => {
  const chunk = Math.ceil(bytesPerSecond / 50);
  const began = performance.now();
  for (let at = 0; at < body.length && !reply.destroyed; at += chunk) {
    reply.write(body.subarray(at, at + chunk));
    await sleep(Math.max(0, (at / bytesPerSecond) * 1000 - (performance.now() - began)));
  }
};

/** Sends one file at a pace of its own; breaks off once where it is to. */
const answer = (shown: Shown) => (request: IncomingMessage, reply: ServerResponse) => {
  const { body, etag, ranges = true } = shown;
  const from = ranges ? Number(/^bytes=(\d+)-/.exec(request.headers.range ?? '')?.[1] ?? 0) : 0;
  const about = { 'content-type': 'audio/wav', 'content-length': body.length - from, etag };
  const range = { 'content-range': `bytes ${from}-${body.length - 1}/${body.length}` };
  reply.writeHead(from ? 206 : 200, { ...about, ...(ranges && { 'accept-ranges': 'bytes' }), ...(from && range) });
  if (request.method === 'HEAD') return reply.end();
  const { bytesPerSecond, slowFrom = body.length, breakAt } = shown;
  Object.assign(shown, { slowFrom: undefined, breakAt: undefined });
  const sent = send(body.subarray(from, breakAt ?? slowFrom), bytesPerSecond, reply);
  if (breakAt !== undefined) return sent.then(() => reply.destroy());
  return sent.then(() => send(body.subarray(Math.max(from, slowFrom)), MiB, reply)).then(() => reply.end());
};

const aPlace = async (more: Partial<Shown> = {}) => {
  const shown: Shown = { body: aWav(44 * MiB + 1000), etag: '"a"', bytesPerSecond: 40 * MiB, ...more };
  const site = await aSite(answer(shown));
  const fetcher = await aFetcher();
  allowPort(site.port);
  return {
    ...{ shown, site, fetcher, url: `${site.url}/film.wav` },
    /** From which bytes on the file itself was asked for. */
    asked: () => site.seen.filter(({ method }) => method === 'GET').map(({ headers }) => headers.range ?? 'all'),
    [Symbol.asyncDispose]: async () => {
      await site[Symbol.asyncDispose]();
      await fetcher[Symbol.asyncDispose]();
    },
  };
};

/** What was saved whole, and what went up part by part. */
const watched = ({ ports }: Fetcher) => {
  const saved: string[] = [];
  const parts: number[] = [];
  const { save } = ports.media;
  const { put } = ports.growing;
  Object.assign(ports.media, {
    save: (...args: Parameters<typeof save>) => {
      saved.push(args[1]);
      return save(...args);
    },
  });
  Object.assign(ports.growing, {
    put: async (...args: Parameters<typeof put>) => {
      const part = await put(...args);
      parts.push(part.bytes);
      return part;
    },
  });
  return { saved, parts };
};

type Output = Awaited<ReturnType<Fetcher['gets']>>;

const mustBe = async (body: Buffer, { artifacts }: Output, { pathOf }: Fetcher) => {
  const [main] = artifacts;
  expect(main).toMatchObject({ bytes: body.length, sha256: sha256(body), kind: 'audio', mediaType: 'audio/wav' });
  expect((await readFile(pathOf(main?.key ?? ''))).equals(body)).toBe(true);
};

const isNoted = async ({ ports, prefix }: Fetcher): Promise<boolean> => {
  const note = await ports.media.read(`${prefix.work}partials.json`);
  return note !== null && Buffer.from(note).includes('"parts":');
};

type Place = Awaited<ReturnType<typeof aPlace>>;

/** Fetches from a site that fails in its own way once it was looked at. */
const fetched = async ({ fetcher, url, shown }: Place, fails: Partial<Shown>) => {
  const request = jobOf({ url });
  const looked = await fetcher.looks(request);
  Object.assign(shown, fails);
  return fetcher.fetches(request, looked);
};

/** Begins to fetch, and is stopped once the store has parts of the file and a note of them. */
const stopped = async ({ fetcher, url, shown }: Place, as: 'worker.restarted' | 'worker.lost') => {
  const request = jobOf({ url });
  const looked = await fetcher.looks(request);
  shown.slowFrom = 18 * MiB;
  const stop = new AbortController();
  const first = fetcher.fetches(request, looked, stop.signal).then(
    () => 'ended',
    () => 'stopped',
  );
  await until(
    () => isNoted(fetcher),
    (is) => is,
    { everyMs: 50, seconds: 60 },
  );
  stop.abort(new EngineError(as, 'stop'));
  expect(await first).toBe('stopped');
  return () => fetcher.fetches(request, looked);
};

describe('a large file that is left as it was sent', () => {
  test('goes up while it is fetched, each byte once', async () => {
    await using place = await aPlace();
    const { saved, parts } = watched(place.fetcher);
    const output = await place.fetcher.gets(place.url);
    await mustBe(place.shown.body, output, place.fetcher);
    expect(parts).toEqual([...Array.from({ length: 5 }, () => partBytes), 4 * MiB + 1000]);
    expect(saved.filter((key) => key.startsWith(place.fetcher.prefix.artifacts))).toEqual([]);
    expect(await place.fetcher.stored('open')).toEqual([]);
  });

  test('goes up as the source of what is made of it', async () => {
    await using place = await aPlace();
    const { saved } = watched(place.fetcher);
    const output = await place.fetcher.gets(place.url, { then: { preset: 'mp3' } });
    const { work } = place.fetcher.prefix;
    expect(output).toMatchObject({ artifacts: [], source: { key: `${work}source.wav` } });
    expect((await readFile(place.fetcher.pathOf(output.source.key))).equals(place.shown.body)).toBe(true);
    expect(saved).not.toContain(`${work}source.wav`);
  });

  test.each(['worker.restarted', 'worker.lost'] as const)('is gone on with where it was after %s', async (as) => {
    await using place = await aPlace();
    const again = await stopped(place, as);
    const output = await again();
    await mustBe(place.shown.body, output, place.fetcher);
    const from = Number(/^bytes=(\d+)-$/.exec(place.asked().at(-1) ?? '')?.[1]);
    expect(from).toBeGreaterThanOrEqual(partBytes);
    expect(output.fetchedBytes).toBeLessThan(place.shown.body.length - from + MiB);
    expect(place.fetcher.lines).toContainEqual(expect.stringContaining(`behind the ${from} bytes`));
    expect(await place.fetcher.stored('open')).toEqual([]);
  });

  test('is gone on with by the third when the second has made an object of the parts and was gone', async () => {
    await using place = await aPlace();
    const again = await stopped(place, 'worker.lost');
    const { growing } = place.fetcher.ports;
    const note = await place.fetcher.ports.media.read(`${place.fetcher.prefix.work}partials.json`);
    const { upload } = JSON.parse(Buffer.from(note ?? []).toString('utf8')).streams[0];
    await growing.complete(upload, (await growing.parts(upload)).slice(0, upload.parts));
    await mustBe(place.shown.body, await again(), place.fetcher);
    expect(place.asked().at(-1)).toMatch(/^bytes=\d{7,}-$/);
  });

  test('is fetched from its beginning when it is another by then, and nothing of the first is left', async () => {
    await using place = await aPlace();
    const again = await stopped(place, 'worker.lost');
    Object.assign(place.shown, { body: aWav(40 * MiB), etag: '"b"' });
    await mustBe(place.shown.body, await again(), place.fetcher);
    expect(place.fetcher.lines).toContainEqual(expect.stringContaining('from its beginning'));
    expect(await place.fetcher.stored('open')).toEqual([]);
  });
});

describe('a large file that is begun anew', () => {
  test('by a site that knows no ranges is saved whole', async () => {
    await using place = await aPlace({ ranges: false });
    const { saved } = watched(place.fetcher);
    const output = await fetched(place, { breakAt: 30 * MiB });
    await mustBe(place.shown.body, output, place.fetcher);
    expect(saved).toContain(output.artifacts[0]?.key);
    expect(await place.fetcher.stored('open')).toEqual([]);
    expect(place.fetcher.lines).toContainEqual(expect.stringContaining('is sent again'));
  });

  test('in a moment, as fast as a disk, is saved whole', async () => {
    await using place = await aPlace({ ranges: false, bytesPerSecond: 400 * MiB });
    await mustBe(place.shown.body, await fetched(place, { breakAt: 20 * MiB }), place.fetcher);
    expect(await place.fetcher.stored('open')).toEqual([]);
  });

  test('is not when its rest is asked for: that goes up as well', async () => {
    await using place = await aPlace();
    const { parts } = watched(place.fetcher);
    await mustBe(place.shown.body, await fetched(place, { breakAt: 30 * MiB }), place.fetcher);
    expect(parts).toHaveLength(6);
    expect(place.asked()).toContainEqual(expect.stringMatching(/^bytes=\d+-$/));
  });
});

describe('a large file that something is written into', () => {
  test('is saved as it is then', async () => {
    await using place = await aPlace();
    const { saved, parts } = watched(place.fetcher);
    const { artifacts } = await place.fetcher.gets(place.url, { metadata: { embed: true } });
    const [main] = artifacts;
    const body = await readFile(place.fetcher.pathOf(main?.key ?? ''));
    expect(main).toMatchObject({ bytes: body.length, sha256: sha256(body) });
    expect(body.equals(place.shown.body)).toBe(false);
    expect([saved.includes(main?.key ?? ''), parts]).toEqual([true, []]);
  });
});
