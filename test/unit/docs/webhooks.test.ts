import { once } from 'node:events';
import { readFile, rm, writeFile } from 'node:fs/promises';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { newSecret } from '#webhooks/new-secret.ts';
import { signed } from '#webhooks/sign.ts';
import { root } from '../../../infra/local/bootstrap.mjs';

const page = await readFile(join(root, 'docs/webhooks.md'), 'utf8');
const block = (language: string): string => new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\``, 'ms').exec(page)?.[1] ?? '';

const secret = newSecret();
const file = join(root, 'test', `receiver-${process.pid}.mjs`);
let server: Server;

beforeAll(async () => {
  await writeFile(file, block('js'));
  vi.stubEnv('WEBHOOK_SECRET', secret);
  vi.stubEnv('PORT', '0');
  vi.spyOn(console, 'log').mockImplementation(() => {});
  ({ server } = await import(/* @vite-ignore */ pathToFileURL(file).href));
  if (!server.listening) await once(server, 'listening');
});
afterAll(async () => {
  server.close();
  await rm(file);
});

it.each([
  ['takes what is signed as it says', secret, 204],
  ['turns away what somebody else signed', newSecret(), 400],
])('the receiver of the page %s', async (_what, by, status) => {
  const body = block('json');
  const { port } = server.address() as AddressInfo;
  const headers = signed({ id: 'msg', body, now: new Date() }, [by]);
  const answer = await fetch(`http://127.0.0.1:${port}/`, { method: 'POST', headers, body });
  expect(answer.status).toBe(status);
});
