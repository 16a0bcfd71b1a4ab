import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { staticDoor } from '../../../infra/local/front-door/static-files.ts';

describe('files at the front door', () => {
  const made: { folder: string; server?: Server; origin: string } = { folder: '', origin: '' };

  beforeAll(async () => {
    made.folder = await mkdtemp(join(tmpdir(), 'static-'));
    await mkdir(join(made.folder, 'assets'));
    await writeFile(join(made.folder, 'index.html'), '<title>page</title>');
    await writeFile(join(made.folder, 'favicon.svg'), '<svg/>');
    await writeFile(join(made.folder, 'assets', 'a.js'), '1');
    made.server = createServer(staticDoor([made.folder], made.folder));
    await new Promise<void>((done) => made.server?.listen(0, '127.0.0.1', done));
    made.origin = `http://127.0.0.1:${(made.server.address() as AddressInfo).port}`;
  });
  afterAll(async () => {
    made.server?.close().closeAllConnections();
    await rm(made.folder, { recursive: true });
  });

  const get = (path: string) => fetch(made.origin + path);

  it('answers an address of the console with its page, and keeps what is named by its hash', async () => {
    expect(await (await get('/jobs/12')).text()).toContain('page');
    expect((await get('/assets/a.js')).headers.get('cache-control')).toContain('immutable');
  });

  it('has the icon that browsers ask for', async () => {
    const reply = await get('/favicon.ico');

    expect(reply.status).toBe(200);
    expect(reply.headers.get('content-type')).toBe('image/svg+xml');
  });

  it.each([
    ['GET', '/nothing.js', 404, 'route.unknown'],
    ['GET', '/%ff', 404, 'route.unknown'],
    ['POST', '/index.html', 405, 'route.method'],
  ])('refuses %s %s as a problem', async (method, path, status, code) => {
    const reply = await fetch(made.origin + path, { method });

    expect(reply.status).toBe(status);
    expect(await reply.json()).toMatchObject({ status, code, requestId: expect.any(String) });
  });
});
