import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it } from 'vitest';
import { createClient, pauseOf } from '../../../infra/local/client.ts';

it('begins an upload with one key, however often the answer is lost, and another with another', async () => {
  const begun: IncomingMessage['headers'][] = [];
  const server = createServer((request, response) => {
    begun.push(request.headers);
    if (begun.length === 1) request.socket.destroy();
    else response.writeHead(422, { 'content-type': 'application/problem+json' }).end('{"code":"request.invalid"}');
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  const client = createClient(`http://127.0.0.1:${port}`, 'token');
  const submit = () => client.submit({ path: 'a.mp4', name: 'a.mp4', bytes: 1 }, { preset: 'mp3' }, () => undefined);

  await expect(submit()).rejects.toMatchObject({ code: 'request.invalid' });
  await expect(submit()).rejects.toMatchObject({ code: 'request.invalid' });
  server.close();

  const keys = begun.map((headers) => headers['idempotency-key']);
  expect(keys).toHaveLength(3);
  expect(keys[0]).toMatch(/^[0-9a-f-]{36}$/);
  expect(keys[1]).toBe(keys[0]);
  expect(keys[2]).not.toBe(keys[0]);
});

it.each([
  ['before anything is done', undefined, 60_000, 250],
  ['far from the end', 10, 10_000, 2000],
  ['half way of ten seconds', 50, 5000, 500],
  ['near the end', 99, 60_000, 250],
])('asks again the sooner the nearer the end is: %s', (_, percent, elapsed, expected) => {
  expect(pauseOf({ stage: 'encoding', ...(percent === undefined ? {} : { percent }) }, elapsed)).toBe(expected);
});
