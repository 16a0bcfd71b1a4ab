import { chmodSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, isAbsolute, join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { writeNetscape } from '#shared/cookies/netscape.ts';
import { localWeb } from '#shared/tools/web.ts';
import { aSite } from '../../../support/guard.ts';

afterEach(() => void vi.unstubAllEnvs());

const signal = new AbortController().signal;

/** A scratch folder, and a yt-dlp of ours that comes first on the PATH. */
const aScratch = (script: string) => {
  const scratch = mkdtempSync(join(tmpdir(), 'web-'));
  for (const program of ['yt-dlp', 'ffmpeg', 'ffprobe']) {
    writeFileSync(join(scratch, program), `#!/bin/sh\n${script}\n`);
    chmodSync(join(scratch, program), 0o755);
  }
  vi.stubEnv('PATH', [scratch, process.env['PATH']].join(delimiter));
  return { scratch, [Symbol.dispose]: () => rmSync(scratch, { recursive: true, force: true }) };
};

const told = async (scratch: string, maxBytes?: number) => {
  const out: string[] = [];
  await using web = await localWeb.open({ signal, scratch, ...(maxBytes !== undefined && { maxBytes }) });
  await web.ytDlp(['--x'], { onStdout: (line) => void out.push(line) });
  return { out, failure: web.failure(), bytes: web.bytes(), machine: web.machine };
};

describe('the web of this machine', () => {
  it('hands the guard over by the environment, since arguments can be read by every user', async () => {
    using folder = aScratch(`echo "$@"; echo "$https_proxy"`);
    const { out, machine } = await told(folder.scratch);
    expect(out[0]).toMatch(/^--ignore-config .* --x$/);
    expect(out[0]).not.toMatch(/127\.0\.0\.1|--proxy/);
    expect(out[1]).toMatch(/^http:\/\/guard:.+@127\.0\.0\.1:\d+$/);
    expect(Object.values(machine).filter((path) => !isAbsolute(path))).toEqual([]);
  });

  it('is reached without ffmpeg, where sites are looked at alone', async () => {
    using folder = aScratch('');
    vi.stubEnv('PATH', '');
    await using web = await localWeb.open({ ...folder, signal });
    expect(readdirSync(web.machine.ffmpeg)).toEqual(['cache']);
  });

  it('knows the proxies that it was given by name, and no others', async () => {
    using folder = aScratch('');
    vi.stubEnv('REELMILL_PROXIES', '{"frankfurt":"http://user:word@192.0.2.1:3128"}');
    const open = (proxy: string) => localWeb.open({ ...folder, signal, proxy });
    await using _known = await open('frankfurt');
    await expect(open('paris')).rejects.toMatchObject({ code: 'request.invalid', field: 'proxy' });
    await expect(open('constructor')).rejects.toMatchObject({ code: 'request.invalid' });
  });

  it('says what was refused, and counts what came', async () => {
    await using site = await aSite((_request, response) => response.end('0123456789'));
    using folder = aScratch(`curl -s -x "$http_proxy" ${site.url}/; curl -s -x "$http_proxy" http://10.0.0.1/`);
    vi.stubEnv('REELMILL_HOME', 'true');
    vi.stubEnv('REELMILL_ALLOW_LOOPBACK', String(site.port));
    expect(await told(folder.scratch)).toMatchObject({ bytes: 10, failure: { code: 'source.forbidden' } });
    expect(await told(folder.scratch, 9)).toMatchObject({ failure: { code: 'source.too-large' } });
  });

  it('hears for how long a host asks to be left alone, and which', async () => {
    await using site = await aSite(({ url }, response) =>
      response.writeHead(url === '/busy' ? 429 : 503, { 'retry-after': '7' }).end(),
    );
    using folder = aScratch(`curl -s -x "$http_proxy" ${site.url}/busy`);
    vi.stubEnv('REELMILL_HOME', 'true');
    vi.stubEnv('REELMILL_ALLOW_LOOPBACK', String(site.port));
    await using web = await localWeb.open({ ...folder, signal });
    expect(await web.ask(`${site.url}/down`)).toBeNull();
    const { pauses } = await web.ytDlp([]);
    expect([...pauses]).toEqual([[site.authority, 7]]);
  });

  it('shows cookies to the hosts that they are for, and to none that a redirect leads to', async () => {
    await using other = await aSite(
      (_request, response) => response.writeHead(200, { etag: '"b"' }).end(),
      undefined,
      '127.0.0.2',
    );
    const away = `http://127.0.0.2:${other.port}/film`;
    await using site = await aSite(({ url }, response) => {
      if (url === '/away') return response.writeHead(302, { location: away }).end();
      return response.writeHead(200, { etag: '"a"' }).end();
    });
    using folder = aScratch('');
    vi.stubEnv('REELMILL_HOME', 'true');
    vi.stubEnv('REELMILL_ALLOW_LOOPBACK', [site.port, other.port].join());
    await using web = await localWeb.open({ ...folder, signal });
    const jar = join(folder.scratch, 'jar');
    writeFileSync(
      jar,
      writeNetscape([
        {
          ...{ name: 'a', value: 's', domain: '127.0.0.1', hostOnly: true },
          ...{ path: '/', secure: false, httpOnly: true, expires: null },
        },
      ]),
    );
    expect(await web.ask(`${site.url}/away`, {}, jar)).toMatchObject({ etag: '"b"' });
    expect(site.seen[0]?.headers.cookie).toBe('a=s');
    expect(other.seen[0]?.headers.cookie).toBeUndefined();
    expect(await web.ask(`${site.url}/film`, {}, join(folder.scratch, 'gone'))).toMatchObject({ etag: '"a"' });
  });

  it('asks what a site says of a file without having it sent', async () => {
    const about = { etag: '"a"', 'last-modified': 'Wed, 01 Apr 2026 10:00:00 GMT' };
    const range = { 'content-range': 'bytes 0-0/9000', 'content-length': 1 };
    await using site = await aSite(({ url, method }, response) => {
      if (url === '/moved') return response.writeHead(302, { location: '/film' }).end();
      if (url === '/gone') return response.writeHead(404).end();
      if (url === '/signed' && method === 'HEAD') return response.writeHead(403).end();
      if (url === '/signed') return response.writeHead(206, { ...about, ...range }).end('x');
      return response.writeHead(200, { ...about, 'content-length': 9000 }).end();
    });
    using folder = aScratch('');
    vi.stubEnv('REELMILL_HOME', 'true');
    vi.stubEnv('REELMILL_ALLOW_LOOPBACK', String(site.port));
    await using web = await localWeb.open({ ...folder, signal });
    const film = { etag: '"a"', lastModified: about['last-modified'], bytes: 9000 };
    expect(await web.ask(`${site.url}/film`, { Referer: 'r' })).toEqual(film);
    expect(site.seen[0]).toMatchObject({ method: 'HEAD', headers: { referer: 'r' } });
    expect(await web.ask(`${site.url}/moved`)).toEqual(film);
    expect(await web.ask(`${site.url}/signed`)).toEqual(film);
    expect(site.seen.at(-1)).toMatchObject({ method: 'GET', headers: { range: 'bytes=0-0' } });
    expect(await web.ask(`${site.url}/gone`)).toBeNull();
    expect(await web.ask('http://10.0.0.1/')).toBeNull();
    expect(web.failure()).toMatchObject({ code: 'source.forbidden' });
  });
});
