import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { aGuard, aListener, aSite, ask, passwordOf, say, tunnelTo } from '../../../support/guard.ts';
import { hostileNames, hostileUrls } from '../../../support/hostile/addresses.ts';

const hello = () => aSite((_request, response) => void response.end('hello'));

const portOf = (proxy: string) => Number(new URL(proxy).port);

describe('a tool behind the guard', () => {
  it('reads a site that may be read, and its bytes are counted', async () => {
    await using site = await hello();
    await using guard = await aGuard([site.port]);
    const answer = await ask(guard.url, `http://site.test:${site.port}/a?b=c`);
    expect(answer).toMatchObject({ status: 200, body: 'hello' });
    expect(site.seen[0]?.url).toBe('/a?b=c');
    expect(guard.bytes()).toBe(5);
    expect(guard.failure()).toBeNull();
  });

  it('sends a body, of a length or in chunks, with whichever method', async () => {
    await using site = await aSite(async (request, response) => void response.end(await text(request)));
    await using guard = await aGuard([site.port]);
    const address = `http://site.test:${site.port}/`;
    expect(await ask(guard.url, address, { method: 'POST', body: 'words' })).toMatchObject({ body: 'words' });
    const chunked = { 'transfer-encoding': 'chunked' };
    expect(await ask(guard.url, address, { headers: chunked, body: 'more' })).toMatchObject({ body: 'more' });
    expect(site.seen).toHaveLength(2);
  });

  it('tunnels to a site that may be reached, both ways and to the end', async () => {
    await using echo = await aListener((socket) => void socket.pipe(socket));
    await using guard = await aGuard([echo.port]);
    const { status, socket } = await tunnelTo(guard.url, `site.test:${echo.port}`);
    expect(status).toBe(200);
    socket.end('there and back');
    expect(await text(socket)).toBe('there and back');
    expect(guard.bytes()).toBe(14);
  });

  it('is told that a site does not answer or a name is nobody’s, and that is no refusal', async () => {
    await using site = await hello();
    const { port } = site;
    await site[Symbol.asyncDispose]();
    const resolve = async (name: string) =>
      name === 'site.test' ? ['127.0.0.1'] : Promise.reject(new Error('ENOTFOUND'));
    await using guard = await aGuard([port], { resolve });
    expect((await ask(guard.url, `http://site.test:${port}/`)).status).toBe(502);
    expect((await ask(guard.url, 'http://nobody.test/')).status).toBe(502);
    expect((await tunnelTo(guard.url, 'nobody.test:443')).status).toBe(502);
    expect(guard.refused).toEqual([]);
  });
});

describe('whoever cannot name the password', () => {
  it.each([undefined, 'Basic Z3VhcmQ6', 'Bearer x', ''])('is not let through with %j', async (authorization) => {
    await using site = await hello();
    await using guard = await aGuard([site.port]);
    const headers = { 'proxy-authorization': authorization ?? '' };
    const answer = await ask(guard.url, `http://site.test:${site.port}/`, { headers });
    expect(answer).toMatchObject({ status: 407, headers: { 'proxy-authenticate': 'Basic realm="guard"' } });
    expect(await tunnelTo(guard.url, `site.test:${site.port}`, headers)).toMatchObject({ status: 407 });
    expect(site.seen).toHaveLength(0);
  });

  it('is a page that asks the port as if it were a site', async () => {
    await using guard = await aGuard([]);
    const said = await say(
      portOf(guard.url),
      'GET / HTTP/1.1\r\nHost: x\r\nOrigin: http://evil.test\r\nConnection: close\r\n\r\n',
    );
    expect(said).toMatch(/^HTTP\/1\.1 407 /);
    expect(said).not.toMatch(/access-control/i);
  });

  it('finds another password behind every guard', async () => {
    await using one = await aGuard([]);
    await using other = await aGuard([]);
    expect(passwordOf(one.url)).not.toBe(passwordOf(other.url));
  });
});

describe('what may not be reached', () => {
  const sendable = Object.values(hostileUrls)
    .flat()
    .filter((url) => /^[\x21-\x7e]+:[\x21-\x7e]+$/.test(url));

  it('is refused for its text, and connected to by nobody', async () => {
    await using decoy = await aListener((socket) => void socket.end());
    await using guard = await aGuard([]);
    const through: string[] = [];
    for (const url of sendable) if ((await ask(guard.url, url)).status === 200) through.push(url);
    expect(through).toEqual([]);
    expect(sendable.length).toBeGreaterThan(100);
    for (const host of ['127.0.0.1', '[::1]', 'localhost', '2130706433', '0x7f.1', 'decoy.test'])
      expect((await ask(guard.url, `http://${host}:${decoy.port}/`)).status).toBe(403);
    expect(decoy.connections.size).toBe(0);
    expect(guard.failure()).toMatchObject({ code: 'source.forbidden', field: 'url' });
  });

  it('is refused for what its name leads to, plain and by tunnel', async () => {
    await using guard = await aGuard([], { resolve: async (name) => hostileNames[name] ?? [] });
    for (const name of Object.keys(hostileNames)) {
      expect((await ask(guard.url, `http://${name}/`)).status).toBe(403);
      expect((await tunnelTo(guard.url, `${name}:443`)).status).toBe(403);
    }
    expect(guard.refused).toContain('localtest.me: it leads to 127.0.0.1: loopback');
  });

  it('is refused by tunnel for address and port', async () => {
    await using decoy = await aListener((socket) => void socket.end());
    await using guard = await aGuard([]);
    for (const authority of [
      `127.0.0.1:${decoy.port}`,
      `[::1]:${decoy.port}`,
      `2130706433:${decoy.port}`,
      'a.test:22',
      'localhost:443',
    ])
      expect((await tunnelTo(guard.url, authority)).status).toBe(403);
    expect(decoy.connections.size).toBe(0);
  });

  it.each([
    'site.test',
    'site.test:',
    'u@site.test:443',
    'site.test/:443',
    'site.test:443/x',
    '[::1',
    'a:b:443',
    '?:443',
  ])('is not guessed from %j', async (authority) => {
    await using guard = await aGuard([]);
    expect((await tunnelTo(guard.url, authority)).status).toBe(400);
  });

  it('is kept out by the lists of the installation', async () => {
    await using site = await hello();
    await using guard = await aGuard([site.port], { lists: { allow: [], deny: ['bad.test'] } });
    expect((await ask(guard.url, `http://good.test:${site.port}/`)).status).toBe(200);
    expect((await ask(guard.url, `http://a.bad.test:${site.port}/`)).status).toBe(403);
  });

  it('is told once each, to the log as well', async () => {
    const lines: string[] = [];
    await using guard = await aGuard([], { log: (line) => void lines.push(line) });
    for (let times = 0; times < 3; times++) await ask(guard.url, 'http://10.0.0.1/');
    expect(guard.refused).toEqual(['10.0.0.1: 10.0.0.1 is not public (private)']);
    expect(lines).toEqual(['refused 10.0.0.1: 10.0.0.1 is not public (private)']);
  });
});

describe('a name that leads elsewhere at every look-up', () => {
  it('is looked up once for a connection, which goes to the answer that was judged', async () => {
    await using site = await hello();
    let asked = 0;
    await using guard = await aGuard([site.port], {
      resolve: async () => (asked++ === 0 ? ['127.0.0.1'] : ['10.0.0.1']),
    });
    const address = `http://nowhere-but-here.test:${site.port}/`;
    expect((await ask(guard.url, address)).status).toBe(200);
    expect(asked).toBe(1);
    expect((await ask(guard.url, address)).status).toBe(403);
    expect(asked).toBe(2);
    expect(site.seen).toHaveLength(1);
  });

  it('is reached at the next of its judged addresses when one is dead', async () => {
    await using site = await hello();
    await using guard = await aGuard([site.port], { resolve: async () => ['::1', '127.0.0.2', '127.0.0.1'] });
    expect((await ask(guard.url, `http://site.test:${site.port}/`)).body).toBe('hello');
  });

  it('is judged anew after a redirect, which nobody here follows', async () => {
    await using decoy = await hello();
    const leads = (_request: unknown, response: import('node:http').ServerResponse) =>
      void response.writeHead(302, { location: `http://127.0.0.1:${decoy.port}/` }).end();
    await using site = await aSite(leads);
    await using guard = await aGuard([site.port]);
    const { status, headers } = await ask(guard.url, `http://site.test:${site.port}/`);
    expect(status).toBe(302);
    expect((await ask(guard.url, String(headers.location))).status).toBe(403);
    expect(decoy.seen).toHaveLength(0);
  });
});

describe('what a site may send', () => {
  const endless = () =>
    aListener((socket) => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n');
      const more = () => {
        while (socket.writable && socket.write(Buffer.alloc(65_536)));
      };
      socket.on('drain', more);
      more();
    });

  it.each(['plain', 'tunnelled'])('ends where it was told to, %s', async (how) => {
    await using site = await endless();
    await using guard = await aGuard([site.port], { maxBytes: 1_000_000 });
    if (how === 'plain') expect((await ask(guard.url, `http://site.test:${site.port}/`)).body).toBeNull();
    else {
      const { socket } = await tunnelTo(guard.url, `site.test:${site.port}`);
      socket.resume();
      await once(socket, 'close');
    }
    expect(guard.failure()).toMatchObject({ code: 'source.too-large' });
    expect(guard.bytes()).toBeLessThan(2_000_000);
    expect((await ask(guard.url, `http://site.test:${site.port}/`)).status).toBe(403);
  });
});

describe('the end of a run', () => {
  it('is the end of every connection, open or not', async () => {
    await using silent = await aListener(() => {});
    const guard = await aGuard([silent.port]);
    const { socket } = await tunnelTo(guard.url, `site.test:${silent.port}`);
    const closed = once(socket, 'close');
    const waiting = ask(guard.url, `http://site.test:${silent.port}/`).catch((error: Error) => error.message);
    await expect.poll(() => silent.connections.size).toBe(2);
    await guard[Symbol.asyncDispose]();
    await closed;
    expect(await waiting).toMatch(/hang up|reset/);
    await expect(ask(guard.url, 'http://site.test/')).rejects.toThrow(/ECONNREFUSED/);
  });

  it('comes with its signal', async () => {
    await using silent = await aListener(() => {});
    const stop = new AbortController();
    await using guard = await aGuard([silent.port], { signal: stop.signal });
    const { socket } = await tunnelTo(guard.url, `site.test:${silent.port}`);
    stop.abort();
    await once(socket, 'close');
  });
});
