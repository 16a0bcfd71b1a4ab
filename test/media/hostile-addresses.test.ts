import { mkdtempSync, rmSync } from 'node:fs';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ytDlpGuards } from '#shared/guard/yt-dlp-guards.ts';
import { runTool } from '#shared/tools/run-tool.ts';
import { fixture } from '../fixtures/make.ts';
import { aGuard } from '../support/guard.ts';
import { carriers, playlists } from '../support/hostile/pages.ts';
import { aDecoy, addressOf, aHostileSite, trapsOf } from '../support/hostile/site.ts';

const never = new AbortController().signal;

const aScratch = () => {
  const cwd = mkdtempSync(join(tmpdir(), 'reelmill-hostile-'));
  return { cwd, [Symbol.dispose]: () => rmSync(cwd, { recursive: true, force: true }) };
};

const impatient = [
  ...['--ignore-errors', '--no-progress', '--retries', '0', '--fragment-retries', '0', '--extractor-retries', '0'],
  ...['--socket-timeout', '5', '--write-subs', '--write-thumbnail', '-o', '%(autonumber)s.%(ext)s'],
];

type Run = { readonly cwd: string; readonly proxy?: string };

/** Has one yt-dlp fetch everything that every address has to give. */
const fetchAll = async (addresses: readonly string[], options: readonly string[], { cwd, proxy }: Run) => {
  await writeFile(join(cwd, 'list.txt'), addresses.join('\n'));
  const args = [...options, ...impatient, '--batch-file', 'list.txt'];
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
  Promise.all((await readdir(cwd)).map(async (name) => (await readFile(join(cwd, name))).toString('latin1')));

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

test('no playlist leads ffmpeg astray where yt-dlp has it read one', async () => {
  using scratch = aScratch();
  await using decoy = await aDecoy();
  await using site = await aHostileSite(await fixture('landscape.mp4'));
  await using guard = await aGuard([site.port], { resolve: namesOfOthers });
  const all = eachWith(Object.keys(playlists), trapsOf(decoy.ports), 8).map(([name, trap]) =>
    addressOf(site.url, name, trap),
  );
  const options = [...ytDlpGuards, '--downloader', 'm3u8:ffmpeg'];
  await fetchAll(all, options, { cwd: scratch.cwd, proxy: guard.url });
  const byFfmpeg = site.seen.filter(({ headers }) => 'icy-metadata' in headers);
  expect(byFfmpeg.length).toBeGreaterThan(30);
  expect(decoy.came).toEqual([]);
  expect((await whatLies(scratch.cwd)).filter((text) => text.includes('root:x:'))).toEqual([]);
});

/** When this fails, ffmpeg may be given https: see `yt-dlp-guards.ts`. */
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
