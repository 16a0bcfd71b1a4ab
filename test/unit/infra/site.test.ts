import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildSite } from '../../../infra/site/build.ts';

const site = { folder: '' };
beforeAll(async () => {
  site.folder = await mkdtemp(join(tmpdir(), 'site-'));
  await buildSite(site.folder);
}, 60_000);
afterAll(() => rm(site.folder, { recursive: true }));

const read = (path: string): Promise<string> => readFile(join(site.folder, path), 'utf8');

describe('the pages of the API', () => {
  it.each(['docs', 'redoc'])('load all that %s names, from the installation itself', async (page) => {
    const html = await read(`api/${page}/index.html`);
    const loaded = [...html.matchAll(/<(?:script|link)[^>]*?(?:src|href)="([^"]+)"/g)].map(
      ([, address]) => address ?? '',
    );
    expect(loaded.length).toBeGreaterThan(2);
    for (const address of loaded.filter((address) => address !== 'data:,')) {
      expect(address).toMatch(/^\/api\//);
      expect((await read(address)).length).toBeGreaterThan(0);
    }
  });

  it.each(['docs', 'redoc'])('have no script and no style within %s itself', async (page) => {
    const html = await read(`api/${page}/index.html`);
    expect(html).not.toMatch(/<style|<script(?![^>]*\ssrc=)|\sstyle=|\son\w+=/);
  });

  it('fetch nothing from their makers', async () => {
    expect(await read('api/redoc/redoc.standalone.js')).not.toContain('cdn.redoc.ly');
    expect(await read('api/docs/init.js')).toContain('validatorUrl: null');
  });

  it('show the document of this checkout', async () => {
    const document = JSON.parse(await read('api/openapi.json'));
    expect(document.openapi).toMatch(/^3\.1\./);
    expect(Object.keys(document.paths)).toContain('/api/v1/me');
  });
});
