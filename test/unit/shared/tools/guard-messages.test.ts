import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { aGuard, aListener, aSite, ask, passwordOf, say, tunnelTo } from '../../../support/guard.ts';

const portOf = (proxy: string) => Number(new URL(proxy).port);

describe('what a site sees of a request', () => {
  it('is what the tool meant for it, in its order and case, and nothing of us', async () => {
    await using site = await aSite((_request, response) => void response.end());
    await using guard = await aGuard([site.port]);
    const headers = {
      'User-Agent': 'tool',
      'X-Second': '2',
      Connection: 'keep-alive, X-Mine',
      'X-Mine': 'between us',
      'Proxy-Connection': 'keep-alive',
      'Keep-Alive': 'timeout=5',
      TE: 'trailers',
      Via: '1.1 other',
      'X-Forwarded-For': '10.0.0.1',
      Forwarded: 'for=10.0.0.1',
      Host: 'another.test',
      Cookie: 'a=b',
    };
    await ask(guard.url, `http://site.test:${site.port}/`, { headers });
    expect(site.seen[0]?.rawHeaders).toEqual([
      ...[
        'Host',
        `site.test:${site.port}`,
        'User-Agent',
        'tool',
        'X-Second',
        '2',
        'Cookie',
        'a=b',
        'Connection',
        'close',
      ],
    ]);
  });

  it('offers no other protocol, though curl does so with every plain request', async () => {
    await using site = await aSite((_request, response) => void response.end());
    await using guard = await aGuard([site.port]);
    const headers = { Connection: 'Upgrade, HTTP2-Settings', Upgrade: 'h2c', 'HTTP2-Settings': 'AAMAAABkAAQAAP__' };
    expect((await ask(guard.url, `http://site.test:${site.port}/`, { headers })).status).toBe(200);
    expect(Object.keys(site.seen[0]?.headers ?? {})).toEqual(['host', 'connection']);
  });
});

describe('a request that is none of a tool', () => {
  it.each([
    ['a web socket', { headers: { Connection: 'Upgrade', Upgrade: 'websocket' } }],
    ['TRACE', { method: 'TRACE' }],
  ])('is not passed on: %s', async (_what, how) => {
    await using site = await aSite((_request, response) => void response.end());
    await using guard = await aGuard([site.port]);
    expect((await ask(guard.url, `http://site.test:${site.port}/`, how)).status).toBe(400);
    expect(site.seen).toHaveLength(0);
  });

  it.each([
    ['two framings', 'Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET'],
    ['two lengths', 'Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello!'],
    ['a framing of its own', 'Transfer-Encoding: xchunked\r\n\r\nhello'],
    ['a space before the colon', 'Content-Length : 5\r\n\r\nhello'],
    ['a folded header', 'X: a\r\n b\r\nContent-Length: 3\r\n\r\nabc'],
  ])('is refused before anything is connected to: %s', async (_what, rest) => {
    await using site = await aListener((socket) => void socket.end('HTTP/1.1 200 OK\r\n\r\n'));
    await using guard = await aGuard([site.port]);
    const said = await say(
      portOf(guard.url),
      `POST http://site.test:${site.port}/ HTTP/1.1\r\nHost: x\r\nProxy-Authorization: ${passwordOf(guard.url)}\r\n${rest}`,
    );
    expect(said).toMatch(/^HTTP\/1\.1 400 /);
    expect(site.connections.size).toBe(0);
  });

  it('may not have headers without end', async () => {
    await using guard = await aGuard([]);
    const headers = { 'X-Long': 'a'.repeat(70_000) };
    expect((await ask(guard.url, 'http://site.test/', { headers })).status).toBe(431);
  });

  it.each(['/etc/passwd', '*', 'https://site.test/'])('asks for %j', async (path) => {
    await using guard = await aGuard([]);
    expect((await ask(guard.url, path)).status).toBe(400);
  });
});

describe('a site that misbehaves', () => {
  it.each([
    [
      'asks for the password of the proxy',
      'HTTP/1.1 407 x\r\nProxy-Authenticate: Basic realm="guard"\r\nContent-Length: 0\r\n\r\n',
    ],
    ['answers with no HTTP', '220 mail.example.com ESMTP\r\n'],
    ['answers with a status that there is not', 'HTTP/1.1 042 x\r\nContent-Length: 0\r\n\r\n'],
    ['changes the protocol', 'HTTP/1.1 101 x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n'],
    ['has headers without end', `HTTP/1.1 200 x\r\nX: ${'a'.repeat(70_000)}\r\n\r\n`],
    ['hangs up', ''],
  ])('is a bad gateway, and the next is none the worse: it %s', async (_what, words) => {
    await using bad = await aListener((socket) => void socket.once('data', () => socket.end(words)));
    await using good = await aSite((_request, response) => void response.end('hello'));
    await using guard = await aGuard([bad.port, good.port]);
    const answer = await ask(guard.url, `http://bad.test:${bad.port}/`);
    expect(answer.status).toBe(502);
    expect(answer.headers['proxy-authenticate']).toBeUndefined();
    expect((await ask(guard.url, `http://good.test:${good.port}/`)).body).toBe('hello');
  });

  it('that breaks off in the middle leaves no whole answer', async () => {
    await using bad = await aListener((socket) => {
      socket.once('data', () => socket.end('HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf'));
    });
    await using guard = await aGuard([bad.port]);
    const broken = await ask(guard.url, `http://bad.test:${bad.port}/`);
    expect(broken.body).toBeNull();
  });
});

describe('an egress proxy that the administrator set', () => {
  /** One that answers CONNECT with a status and then speaks for the site. */
  const egress = async (status: number) => {
    const asked: string[] = [];
    const listener = await aListener((socket) => {
      socket.once('data', (head: Buffer) => {
        asked.push(head.toString('latin1'));
        socket.write(`HTTP/1.1 ${status} x\r\n\r\n`);
        socket.once('data', () => socket.end('HTTP/1.1 200 OK\r\nContent-Length: 7\r\n\r\nfar off'));
      });
    });
    return { ...listener, asked };
  };

  it('is asked for the judged address, with its own credentials and nothing of ours', async () => {
    await using out = await egress(200);
    const via = `http://team:s%40fe@127.0.0.1:${out.port}`;
    await using guard = await aGuard([], { via, resolve: async () => ['93.184.216.34'] });
    expect((await ask(guard.url, 'http://site.test/')).body).toBe('far off');
    expect(out.asked[0]).toMatch(/^CONNECT 93\.184\.216\.34:80 HTTP\/1\.1\r\n/);
    expect(out.asked[0]).toContain(`proxy-authorization: Basic ${Buffer.from('team:s@fe').toString('base64')}`);
    expect(out.asked[0]).not.toContain('site.test');
  });

  it('tunnels, to IPv6 as well', async () => {
    await using out = await egress(200);
    const via = `http://127.0.0.1:${out.port}`;
    await using guard = await aGuard([], { via, resolve: async () => ['2606:4700::1111'] });
    const { socket } = await tunnelTo(guard.url, 'site.test:443');
    socket.write('hello');
    expect(await text(socket)).toContain('far off');
    expect(out.asked[0]).toMatch(/^CONNECT \[2606:4700::1111\]:443 /);
  });

  it('is not asked for what may not be reached', async () => {
    await using out = await egress(200);
    await using guard = await aGuard([], { via: `http://127.0.0.1:${out.port}`, resolve: async () => ['10.0.0.1'] });
    expect((await ask(guard.url, 'http://site.test/')).status).toBe(403);
    expect(out.asked).toEqual([]);
  });

  it('that refuses is a bad gateway', async () => {
    await using out = await egress(407);
    await using guard = await aGuard([], {
      via: `http://127.0.0.1:${out.port}`,
      resolve: async () => ['93.184.216.34'],
    });
    expect((await ask(guard.url, 'http://site.test/')).status).toBe(502);
    expect((await tunnelTo(guard.url, 'site.test:443')).status).toBe(502);
  });
});

it('a tool that hangs up is hung up on at the site as well', async () => {
  await using silent = await aListener(() => {});
  await using guard = await aGuard([silent.port]);
  const { socket } = await tunnelTo(guard.url, `site.test:${silent.port}`);
  const [atSite] = silent.connections;
  socket.destroy();
  await once(atSite?.resume() as NodeJS.EventEmitter, 'end');
});
