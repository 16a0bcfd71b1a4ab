import { mkdtempSync, rmSync } from 'node:fs';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ytDlpGuards } from '#shared/guard/yt-dlp-guards.ts';
import { readerFfmpeg } from '#shared/tools/reader-ffmpeg.ts';
import { runTool } from '#shared/tools/run-tool.ts';
import { fixture } from '../fixtures/make.ts';
import { aCertificate } from '../support/certificate.ts';
import { aGuard, type aSite } from '../support/guard.ts';
import { carriers } from '../support/hostile/pages.ts';
import { aDecoy, addressOf, aHostileSite, trapsOf } from '../support/hostile/site.ts';
import { judge } from '../support/media.ts';

const never = new AbortController().signal;

const aScratch = () => {
  const cwd = mkdtempSync(join(tmpdir(), 'reelmill-hostile-'));
  return { cwd, [Symbol.dispose]: () => rmSync(cwd, { recursive: true, force: true }) };
};

const impatient = [
  ...['--ignore-errors', '--no-progress', '--retries', '0', '--fragment-retries', '0', '--extractor-retries', '0'],
  ...['--socket-timeout', '5', '--write-subs', '--write-thumbnail'],
];

type Run = { readonly cwd: string; readonly proxy?: string };

/** Has one yt-dlp fetch everything that every address has to give. */
const fetchAll = async (addresses: readonly string[], options: readonly string[], { cwd, proxy }: Run) => {
  await writeFile(join(cwd, 'list.txt'), addresses.join('\n'));
  const args = ['-o', '%(autonumber)s.%(ext)s', ...options, ...impatient, '--batch-file', 'list.txt'];
  const lines: string[] = [];
  const onLine = (line: string) => void lines.push(line);
  const end = await runTool('yt-dlp', args, { signal: never, cwd, onLine, ...(proxy && { proxy }) });
  return { ...end, lines };
};

/** Each way to lead on with the plainest trap, and with the others in turn. */
const eachWith = (names: readonly string[], traps: readonly string[], times: number) => {
  const [plain = '', ...others] = traps;
  return names.flatMap((name, n) => [
    [name, plain] as const,
    ...Array.from(
      { length: times },
      (_, turn) => [name, others[(n + turn * names.length) % others.length] ?? ''] as const,
    ),
  ]);
};

const namesOfOthers = async (name: string) => (name === 'decoy.test' ? ['127.0.0.1'] : ['93.184.216.34', '127.0.0.1']);

const whatLies = async (cwd: string) =>
  Promise.all(
    (await readdir(cwd, { withFileTypes: true }))
      .filter((entry) => entry.isFile())
      .map(async ({ name }) => (await readFile(join(cwd, name))).toString('latin1')),
  );

test('every way to lead yt-dlp astray does so where nothing guards it', async () => {
  using scratch = aScratch();
  await using decoy = await aDecoy();
  await using site = await aHostileSite(await fixture('landscape.mp4'));
  const [trap = ''] = trapsOf(decoy.ports);
  await fetchAll(
    Object.keys(carriers).map((name) => addressOf(site.url, name, trap)),
    ['--ignore-config'],
    scratch,
  );
  const led = decoy.came.join('\n');
  expect(Object.keys(carriers).filter((name) => !led.includes(`/${encodeURIComponent(name)}/`))).toEqual([]);
});

test('none does behind the guard, wherever it leads', async () => {
  await using decoy = await aDecoy();
  await using site = await aHostileSite(await fixture('landscape.mp4'));
  await using guard = await aGuard([site.port], { resolve: namesOfOthers });
  const all = eachWith(Object.keys(carriers), trapsOf(decoy.ports), 4).map(([name, trap]) =>
    addressOf(site.url, name, trap),
  );
  expect(all.length).toBeGreaterThan(140);
  const half = all.length / 2;
  await Promise.all(
    [all.slice(0, half), all.slice(half)].map(async (addresses) => {
      using scratch = aScratch();
      await fetchAll(addresses, ytDlpGuards, { cwd: scratch.cwd, proxy: guard.url });
      expect((await whatLies(scratch.cwd)).filter((text) => /root:x:|0123456789abcdef/.test(text))).toEqual([]);
    }),
  );
  expect(decoy.came).toEqual([]);
  const { four, other, six } = decoy.ports;
  for (const host of [
    `127.0.0.1:${four}`,
    `127.0.0.2:${other}`,
    `[::1]:${six}`,
    `decoy.test:${four}`,
    `flips.test:${four}`,
  ])
    expect(guard.refused).toContainEqual(expect.stringContaining(`${host}: `));
  expect(guard.failure()).toMatchObject({ code: 'source.forbidden' });
});

/** A site of https by its name, with the guard that reads it, and yt-dlp that has ffmpeg do so. */
const aSecureSite = async (cwd: string) => {
  const identity = aCertificate('site.test');
  const copy = ['-i', await fixture('rich.mp4'), '-c', 'copy', '-movflags', '+faststart', 'film.mp4'];
  await runTool('ffmpeg', ['-v', 'error', ...copy], { signal: never, cwd });
  const site = await aHostileSite(join(cwd, 'film.mp4'), identity);
  const resolve = async (name: string) => (name === 'site.test' ? ['127.0.0.1'] : namesOfOthers(name));
  const guard = await aGuard([site.port], { ca: identity.cert, resolve });
  return { site, guard, origin: `https://site.test:${site.port}` };
};

/** yt-dlp does not know the certificate of the site; what ffmpeg reads is held to it by the guard. */
const byReader = async (cwd: string) => [
  ...[...ytDlpGuards, '--no-check-certificates', `--ffmpeg-location=${await readerFfmpeg(cwd)}`],
];

const manifests = Object.keys(carriers).filter((name) => /^(HLS|DASH)/.test(name));

const readByFfmpeg = ({ seen }: Awaited<ReturnType<typeof aSite>>) =>
  seen.filter(({ headers }) => 'icy-metadata' in headers);

test('no playlist leads ffmpeg astray where yt-dlp has it read one, of https as of http', async () => {
  using scratch = aScratch();
  await using decoy = await aDecoy();
  const { site, guard, origin } = await aSecureSite(scratch.cwd);
  await using _site = site;
  await using _guard = guard;
  const all = eachWith(manifests, trapsOf(decoy.ports), 5).map(([name, trap]) => addressOf(origin, name, trap));
  const options = [...(await byReader(scratch.cwd)), '--downloader', 'm3u8:ffmpeg', '--downloader', 'dash:ffmpeg'];
  await fetchAll(all, options, { cwd: scratch.cwd, proxy: guard.url });
  expect(readByFfmpeg(site).length).toBeGreaterThan(30);
  expect(decoy.came).toEqual([]);
  expect((await whatLies(scratch.cwd)).filter((text) => text.includes('root:x:'))).toEqual([]);
});

test('ffmpeg cuts a part out of a film of https, and records a stream of https, through the guard', async () => {
  using scratch = aScratch();
  const { site, guard, origin } = await aSecureSite(scratch.cwd);
  await using _site = site;
  await using _guard = guard;
  const run = { cwd: scratch.cwd, proxy: guard.url };
  const options = await byReader(scratch.cwd);
  const part = await fetchAll([`${origin}/film.mp4`], [...options, '--download-sections=*0-1', '-o', 'part.mp4'], run);
  expect(part.exitCode, part.lines.join('\n')).toBe(0);
  const stream = await fetchAll(
    [`${origin}/segments.m3u8`],
    [...options, '--downloader', 'm3u8:ffmpeg', '-o', 'all.mp4'],
    run,
  );
  expect(stream.exitCode, stream.lines.join('\n')).toBe(0);
  expect(readByFfmpeg(site).length).toBeGreaterThan(2);
  const [cut, whole] = [await judge(join(scratch.cwd, 'part.mp4')), await judge(join(scratch.cwd, 'all.mp4'))];
  expect(Number(cut.format.duration)).toBeLessThan(Number(whole.format.duration));
});

/** When this fails, ffmpeg may be given https of its own: see `guard/reader.ts`. */
test('ffmpeg goes past its proxy for a playlist that names httpproxy, wherever it may read https', async () => {
  using scratch = aScratch();
  await using decoy = await aDecoy();
  await using site = await aHostileSite(await fixture('landscape.mp4'));
  await using guard = await aGuard([site.port]);
  const list = addressOf(site.url, 'HLS segment', `httpproxy://127.0.0.1:${decoy.ports.four}/{}`);
  const reading = (protocols: string) =>
    runTool('ffmpeg', ['-nostdin', '-protocol_whitelist', protocols, '-i', list, '-f', 'null', '-'], {
      ...{ signal: never, cwd: scratch.cwd, proxy: guard.url },
    });
  await reading('http,tcp,crypto,data');
  expect(decoy.came).toEqual([]);
  await reading('http,https,tls,tcp,httpproxy,crypto,data');
  expect(decoy.came[1]).toMatch(/^CONNECT /);
});
