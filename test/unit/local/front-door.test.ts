import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { problem } from '#shared/http/problem.ts';
import { allowNobody } from '../../../infra/local/front-door/allow-nobody.ts';
import { forward, type Target } from '../../../infra/local/front-door/forward.ts';
import { problems, refuse } from '../../../infra/local/front-door/refuse.ts';

type Handle = (incoming: IncomingMessage, response: ServerResponse) => void;

const open: Server[] = [];

const listen = async (handle: Handle): Promise<number> => {
  const server = createServer(handle);
  open.push(server);
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return (server.address() as AddressInfo).port;
};

afterEach(() => {
  for (const server of open.splice(0)) server.close().closeAllConnections();
});

const doorTo = async (behind: Handle, over: Partial<Target> = {}) => {
  const port = await listen(behind);
  const door = await listen((incoming, response) =>
    forward(incoming, response, { port, path: incoming.url ?? '/', ...over }),
  );
  return { origin: `http://127.0.0.1:${door}`, door };
};

const read = async (incoming: IncomingMessage): Promise<number> => {
  let bytes = 0;
  for await (const chunk of incoming) bytes += (chunk as Buffer).length;
  return bytes;
};

describe('what goes through the front door', () => {
  it('keeps method, path, query, Host and body, and tells who asked', async () => {
    const { origin, door } = await doorTo(async (incoming, response) => {
      const bytes = await read(incoming);
      const { method, url, headers } = incoming;
      response.end(JSON.stringify({ method, url, host: headers.host, from: headers['x-forwarded-for'], bytes }));
    });
    const reply = await fetch(`${origin}/a%20b?c=%2F`, { method: 'PUT', body: 'x'.repeat(1_000_000) });
    expect(await reply.json()).toEqual({
      method: 'PUT',
      url: '/a%20b?c=%2F',
      host: `127.0.0.1:${door}`,
      from: '127.0.0.1',
      bytes: 1_000_000,
    });
  });

  it('keeps status, ranges and several cookies of the answer, and drops its CORS', async () => {
    const { origin } = await doorTo((_incoming, response) => {
      response.writeHead(206, {
        'content-range': 'bytes 0-3/9',
        'set-cookie': ['a=1', 'b=2'],
        'access-control-allow-origin': '*',
      });
      response.end('four');
    });
    const reply = await fetch(origin);
    expect(reply.status).toBe(206);
    expect(reply.headers.get('content-range')).toBe('bytes 0-3/9');
    expect(reply.headers.getSetCookie()).toEqual(['a=1', 'b=2']);
    expect(reply.headers.get('access-control-allow-origin')).toBeNull();
  });

  it('answers 503 with a problem like those of the API when nobody is behind it', async () => {
    const door = await listen((incoming, response) => forward(incoming, response, { port: 1, path: '/' }));
    const reply = await fetch(`http://127.0.0.1:${door}/`, { method: 'POST', body: 'x' });
    expect(reply.status).toBe(503);
    expect(reply.headers.get('content-type')).toBe('application/problem+json');
    expect(reply.headers.get('retry-after')).toBe('1');
    expect(problem.parse(await reply.json())).toMatchObject({
      type: 'urn:reelmill:error:service.unavailable',
      code: 'service.unavailable',
      status: 503,
      requestId: reply.headers.get('x-request-id'),
    });
  });

  it('breaks the answer off when the one behind it dies in the middle', async () => {
    const { origin } = await doorTo((_incoming, response) => {
      response.writeHead(200, { 'content-length': 100 });
      response.write('half', () => response.destroy());
    });
    await expect(fetch(origin).then((reply) => reply.text())).rejects.toThrow();
  });

  it('refuses a body beyond the limit, announced or not', async () => {
    const { origin } = await doorTo(
      async (incoming, response) => {
        await read(incoming).catch(() => undefined);
        response.end();
      },
      { bodyLimit: 1000 },
    );
    expect((await fetch(origin, { method: 'POST', body: 'x'.repeat(1001) })).status).toBe(413);
    const unannounced = new ReadableStream({
      start: (controller) => {
        controller.enqueue(new TextEncoder().encode('x'.repeat(2000)));
        controller.close();
      },
    });
    const init = { method: 'POST', body: unannounced, duplex: 'half' } as RequestInit;
    expect((await fetch(origin, init)).status).toBe(413);
    expect((await fetch(origin, { method: 'POST', body: 'x'.repeat(1000) })).status).toBe(200);
  });

  it('stops asking when the client has gone', async () => {
    const gone = Promise.withResolvers<void>();
    const { origin } = await doorTo((incoming, response) => {
      incoming.socket.on('close', () => gone.resolve());
      response.writeHead(200);
      response.write('first');
    });
    const asked = request(origin, (reply) => reply.once('data', () => asked.destroy()));
    asked.on('error', () => undefined);
    asked.end();
    await gone.promise;
  });

  it('holds little of a large body while the reader is slow', async () => {
    let sent = 0;
    const { origin } = await doorTo((_incoming, response) => {
      const chunk = Buffer.alloc(65_536);
      const push = () => {
        while (sent < 50_000_000 && response.write(chunk)) sent += chunk.length;
        if (sent < 50_000_000) response.once('drain', push);
        else response.end();
      };
      push();
    });
    const asked = request(origin, (reply) => reply.pause());
    asked.on('error', () => undefined);
    asked.end();
    await new Promise((wake) => setTimeout(wake, 300));
    expect(sent).toBeLessThan(20_000_000);
    asked.destroy();
  });
});

describe('what the front door refuses itself', () => {
  it.each(Object.values(problems))('is told as the API tells its own: $code', async (refused) => {
    const door = await listen((_incoming, response) => refuse(response, refused));
    const reply = await fetch(`http://127.0.0.1:${door}/`);
    const told = problem.parse(await reply.json());

    expect(told).toMatchObject({ code: refused.code, detail: refused.detail, status: reply.status });
    expect(told.requestId).toBe(reply.headers.get('x-request-id'));
    expect(reply.headers.get('content-type')).toBe('application/problem+json');
  });

  it('names the methods that there are', async () => {
    const door = await listen((_incoming, response) => refuse(response, problems.method));

    expect((await fetch(`http://127.0.0.1:${door}/`)).headers.get('allow')).toBe('GET, HEAD');
  });
});

it('answers a preflight without naming any origin that may call', async () => {
  const door = await listen((_incoming, response) => allowNobody(response));
  const reply = await fetch(`http://127.0.0.1:${door}/`, { method: 'OPTIONS' });

  expect(reply.status).toBe(204);
  expect([...reply.headers.keys()].filter((name) => name.startsWith('access-control-'))).toEqual([]);
});
