import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { node24, root } from '../../infra/local/bootstrap.mjs';
import { openSite, type Site } from '../support/site/site.ts';

type Ran = { readonly code: number; readonly out: string };

const run = (...args: string[]): Promise<Ran> =>
  new Promise((done) => {
    const program = ['--disable-warning=ExperimentalWarning', join(root, 'infra/extractor-check.ts'), ...args];
    execFile(node24, program, { cwd: root }, (error, out) => done({ code: Number(error?.code ?? 0), out }));
  });

describe('npm run extractor-check', () => {
  let site: Site;
  let folder: string;
  beforeAll(async () => {
    site = await openSite();
    folder = await mkdtemp(join(tmpdir(), 'reelmill-extractor-check-'));
  });
  afterAll(async () => {
    await site[Symbol.asyncDispose]();
    await rm(folder, { recursive: true });
  });

  it('looks at a list of addresses behind the guard, and says which cannot be read', async () => {
    const list = join(folder, 'sites.txt');
    await writeFile(list, `# ours\n${site.origin}/plain/clip.mp4\n${site.origin}/answers/404/clip.mp4\n`);
    const { code, out } = await run(list, '--allow-loopback', String(site.port));
    expect(out).toContain(`127.0.0.1:${site.port}: 1 of 2`);
    expect(out).toContain('FAIL  source.gone');
    expect(out).toContain('1 of 2 addresses can be read');
    expect(code).toBe(1);
  });

  it('ends well when all can be read, and tells programs line by line', async () => {
    const { code, out } = await run(`${site.origin}/plain/clip.mp4`, '--json', '--allow-loopback', String(site.port));
    expect(JSON.parse(out)).toMatchObject({ url: `${site.origin}/plain/clip.mp4`, title: expect.any(String) });
    expect(code).toBe(0);
  });

  it('reaches this machine only when told to', async () => {
    const { code, out } = await run(`${site.origin}/plain/clip.mp4`, '--json');
    expect(JSON.parse(out)).toMatchObject({ code: 'source.forbidden' });
    expect(code).toBe(1);
    expect((await run()).code).toBe(2);
  });
});
