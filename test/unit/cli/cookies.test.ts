import { execFile } from 'node:child_process';
import { chmod, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readBrowser } from '../../../cli/browser-cookies.ts';
import { bySite, joinLines, linesIn, listIn } from '../../../cli/cookie-sites.ts';
import { root } from '../../../infra/local/bootstrap.mjs';
import { aLine } from '../../support/cookies.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'reelmill-cli-'));
});
afterAll(() => rm(folder, { recursive: true }));

const key = 'rm_live_abc';
const canary = 'canary-77ab';

/** What an installation is asked, and what it answers. */
const anInstallation = async ({ isEmpty = false } = {}) => {
  const asked: { method: string; url: string; authorization: string; body: string }[] = [];
  const kept = {
    id: 'i1',
    site: 'example.com',
    name: 'main',
    count: 1,
    expired: false,
    expiresAt: '2030-01-01T00:00:00.000Z',
  };
  const server = createServer(async (request, response) => {
    const body = (await Array.fromAsync(request)).join('');
    const { method = '', url = '', headers } = request;
    asked.push({ method, url, authorization: headers.authorization ?? '', body });
    const answer = method === 'GET' ? { cookies: isEmpty ? [] : [kept] } : kept;
    const refused = url.endsWith('/unknown');
    response.writeHead(refused ? 404 : method === 'DELETE' ? 204 : 201, { 'content-type': 'application/json' });
    response.end(refused ? JSON.stringify({ detail: 'there are no cookies unknown' }) : JSON.stringify(answer));
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { asked, url, [Symbol.dispose]: () => void server.close() };
};

const run = (url: string, ...args: string[]): Promise<{ code: unknown; said: string }> =>
  new Promise((done) => {
    const env = { ...process.env, REELMILL_URL: url, REELMILL_KEY: key };
    execFile(process.execPath, [join(root, 'cli/reelmill.ts'), 'cookies', ...args], { env }, (error, out, err) =>
      done({ code: error?.code ?? 0, said: `${out}${err}` }),
    );
  });

const aFile = async (text: string): Promise<string> => {
  const path = join(folder, `${Math.random()}.txt`);
  await writeFile(path, text);
  return path;
};

describe('reelmill cookies push FILE', () => {
  it('sends a cookies.txt, those of the site alone, and shows no value', async () => {
    using home = await anInstallation();
    const own = aLine({ value: canary });
    const file = await aFile([own, aLine({ domain: '.bank.example' })].join('\r\n'));
    const { code, said } = await run(home.url, 'push', file, '--site', 'www.example.com', '--name', 'second');

    expect({ code, said }).toEqual({ code: 0, said: 'i1  example.com  main  1 cookie  until 2030-01-01\n' });
    const [asked] = home.asked;
    expect(asked).toMatchObject({ method: 'POST', url: '/api/v1/auth/cookies', authorization: `Bearer ${key}` });
    expect(JSON.parse(asked?.body ?? '')).toEqual({
      format: 'netscape',
      site: 'example.com',
      name: 'second',
      cookies: `# Netscape HTTP Cookie File\n\n${own}\n`,
    });
  });

  it('sends JSON, also as extensions wrap it', async () => {
    using home = await anInstallation();
    const cookie = { name: 'a', value: canary, domain: '.example.com' };
    const file = await aFile(JSON.stringify({ url: 'https://example.com', cookies: [cookie] }));
    expect((await run(home.url, 'push', file)).code).toBe(0);
    expect(JSON.parse(home.asked[0]?.body ?? '')).toEqual({ format: 'json', site: 'example.com', cookies: [cookie] });
  });

  it('sends nothing while it is not said whose are meant', async () => {
    using home = await anInstallation();
    const file = await aFile([aLine(), aLine({ domain: '.bank.example', value: canary })].join('\n'));
    const { code, said } = await run(home.url, 'push', file);
    expect(code).toBe(1);
    expect(said).toContain('say whose by --site');
    expect(said).toContain('2 sites (bank.example, example.com)');
    expect(said).not.toContain(canary);
    expect(home.asked).toEqual([]);
  });

  it('takes either a file or a browser', async () => {
    using home = await anInstallation();
    expect(await run(home.url, 'push')).toMatchObject({ code: 64, said: expect.stringContaining('either') });
    expect((await run(home.url, 'push', 'x', '--browser', 'firefox')).code).toBe(64);
    expect((await run(home.url, 'push', '--browser', 'lynx')).said).toContain('Allowed choices are');
  });
});

describe('reelmill cookies', () => {
  it('lists and deletes, and passes on why not', async () => {
    using home = await anInstallation();
    expect((await run(home.url, 'list')).said).toBe('i1  example.com  main  1 cookie  until 2030-01-01\n');
    expect(await run(home.url, 'delete', 'i1')).toEqual({ code: 0, said: 'i1  erased\n' });
    expect(home.asked.map(({ method, url }) => `${method} ${url}`)).toEqual([
      'GET /api/v1/auth/cookies',
      'DELETE /api/v1/auth/cookies/i1',
    ]);
    expect(await run(home.url, 'delete', 'unknown')).toEqual({
      code: 1,
      said: 'error: there are no cookies unknown\n',
    });
  });

  it('says so where none are kept', async () => {
    using home = await anInstallation({ isEmpty: true });
    expect(await run(home.url, 'list')).toEqual({ code: 0, said: 'no cookies are kept\n' });
  });

  it('names the installation that does not answer, and why', async () => {
    const { url, [Symbol.dispose]: close } = await anInstallation();
    close();
    const port = new URL(url).port;
    expect(await run(url, 'list')).toEqual({
      code: 1,
      said: `error: ${url} did not answer: connect ECONNREFUSED 127.0.0.1:${port}\n`,
    });
  });

  it('names the file that cannot be read, and what it was to be', async () => {
    const missing = join(folder, 'missing');
    const why = 'cannot be read: no such file or directory';
    expect((await run('http://127.0.0.1:1', 'list', '--key-file', missing)).said).toBe(
      `error: the key file ${missing} ${why}\n`,
    );
    expect((await run('http://127.0.0.1:1', 'push', missing)).said).toBe(`error: the cookie file ${missing} ${why}\n`);
  });

  it('explains itself with examples, and takes no key as an argument', async () => {
    const { said } = await run('', '--help');
    expect(said).toContain('$ reelmill cookies push --browser firefox --site example.com');
    expect((await run('', 'list', '--key', key)).said).toContain("unknown option '--key'");
  });
});

describe('the cookies of a site', () => {
  const lines = linesIn(
    ['# comment', '', aLine(), `#HttpOnly_${aLine({ name: 'h' })}`, aLine({ domain: 'evilexample.com' })].join('\n'),
  );

  it('are told from those of others by whole labels', () => {
    const [chosen] = bySite(lines, ['example.com']);
    expect(chosen?.cookies.map(({ line }) => line)).toEqual([aLine(), `#HttpOnly_${aLine({ name: 'h' })}`]);
    expect(joinLines(chosen?.cookies ?? []).split('\n')).toHaveLength(5);
  });

  it('are missed by name', () =>
    expect(() => bySite(lines, ['other.org'])).toThrow('there are no cookies of other.org'));

  it('are not quoted where JSON is broken', () => {
    expect(() => listIn(`[{"value": ${canary}`)).toThrow(/^this begins like JSON, and is none$/);
    expect(() => listIn('{"a":1}')).toThrow('no list of cookies');
  });
});

describe('a browser', () => {
  /** A program that does as yt-dlp does, and says what it was given. */
  const aProgram = async (script: string): Promise<string> => {
    const path = join(folder, `yt-dlp-${Math.random()}`);
    await writeFile(path, `#!/bin/sh\n${script}\n`);
    await chmod(path, 0o755);
    return path;
  };

  it('is read by yt-dlp into a folder that is gone afterwards', async () => {
    const program = await aProgram(
      'for a; do case "$a" in --cookies=*) echo "$@" > "$(echo "$a" | cut -c 11-)";; esac; done',
    );
    const said = await readBrowser({ browser: 'firefox', profile: '/a b' }, program);
    expect(said).toMatch(/^--ignore-config --no-plugin-dirs --cookies-from-browser=firefox:\/a b --cookies=/);
    const left = (await readdir(tmpdir())).filter(
      (name) => said.includes(name) && name.startsWith('reelmill-cookies-'),
    );
    expect(left).toEqual([]);
  });

  it('that cannot be read is told by what yt-dlp says', async () => {
    const program = await aProgram('echo "ERROR: could not find firefox cookies database in \'/x\'" >&2; exit 1');
    await expect(readBrowser({ browser: 'firefox' }, program)).rejects.toThrow(
      /^could not find firefox cookies database/,
    );
  });
});
