import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { held } from '../../../infra/local/install/held.mjs';
import { fetchWheel } from '../../../infra/local/install/pip.mjs';

const folder = await mkdtemp(join(tmpdir(), 'install-'));
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('pip, where the machine has none', () => {
  const file = 'pip-25.3-py3-none-any.whl';
  const wheel = Buffer.from('a wheel');
  const sha256 = createHash('sha256').update(wheel).digest('hex');
  let index: Server;

  beforeAll(async () => {
    index = createServer(({ url }, response) => {
      if (url === '/simple/pip/')
        response.end(
          `<a href="../../files/pip-25.2-py3-none-any.whl#sha256=0">x</a> <a href="../../files/${file}#sha256=${sha256}">x</a>`,
        );
      else if (url === `/files/${file}`) response.end(wheel);
      else response.writeHead(404).end();
    });
    await new Promise<void>((done) => index.listen(0, '127.0.0.1', done));
    vi.stubEnv('PIP_INDEX_URL', `http://127.0.0.1:${(index.address() as AddressInfo).port}/simple`);
  });
  afterAll(() => {
    index.close();
    vi.unstubAllEnvs();
  });

  it('comes from the configured index', async () => {
    const path = await fetchWheel({ file, sha256 }, join(folder, 'pip'));
    expect(await readFile(path)).toEqual(wheel);
  });

  it('is not kept when its bytes are other than pinned', async () => {
    const other = join(folder, 'other');
    await expect(fetchWheel({ file, sha256: '0'.repeat(64) }, other)).rejects.toThrow('pinned is 000');
    await expect(readdir(other)).rejects.toThrow('ENOENT');
  });
});

describe('work that one process at a time may do', () => {
  it('waits for its turn', async () => {
    const lock = join(folder, 'lock');
    const order: string[] = [];
    const work = (name: string) =>
      held(lock, async () => {
        order.push(`${name} begins`);
        await new Promise((wake) => setTimeout(wake, 50));
        order.push(`${name} ends`);
      });
    await Promise.all([work('a'), work('b')]);
    expect(order.map((line) => line.split(' ')[1])).toEqual(['begins', 'ends', 'begins', 'ends']);
  });

  it('goes on after a holder that died', async () => {
    const lock = join(folder, 'dead-lock');
    await writeFile(lock, String(2 ** 22 + 1));
    expect(await held(lock, async () => 'done')).toBe('done');
  });
});
