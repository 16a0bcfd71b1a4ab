import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadRoutes } from '../../../infra/routes.ts';

const aRoute = (name: string, path = `/${name}`, method = 'GET') =>
  `export const ${name} = { method: '${method}', path: '${path}', handle: async () => ({ status: 200 }) };\n`;

describe('finding the routes', () => {
  const made: { folder: string } = { folder: '' };
  beforeAll(async () => {
    made.folder = await mkdtemp(join(tmpdir(), 'routes-'));
  });
  afterAll(() => rm(made.folder, { recursive: true }));

  const checkout = async (name: string, files: Record<string, string>) => {
    const functions = join(made.folder, name);
    for (const [file, source] of Object.entries(files)) {
      await mkdir(join(functions, file, '..'), { recursive: true });
      await writeFile(join(functions, file), source);
    }
    return loadRoutes(functions);
  };

  it('takes one from every file of every area, by area and name', async () => {
    const found = await checkout('good', {
      'jobs/routes/list-jobs.ts': aRoute('listJobs'),
      'clips/routes/start-clips.ts': `${aRoute('startClips')}export const limit = 3;\n`,
      'shared/log.ts': 'export const log = 1;\n',
    });
    expect(found.map(({ area, name, route }) => [area, name, route.path])).toEqual([
      ['clips', 'start-clips', '/startClips'],
      ['jobs', 'list-jobs', '/listJobs'],
    ]);
  });

  it('names a file that exports none', async () => {
    await expect(checkout('none', { 'jobs/routes/nothing.ts': 'export const a = 1;\n' })).rejects.toThrow(
      /jobs\/routes\/nothing\.ts exports no route/,
    );
  });

  it('names a file that exports two', async () => {
    await expect(checkout('two', { 'jobs/routes/both.ts': aRoute('one') + aRoute('two') })).rejects.toThrow(
      /jobs\/routes\/both\.ts exports more than one route/,
    );
  });

  it('names two files that answer the same address, whatever they call its parameters', async () => {
    const twins = { 'a/routes/x.ts': aRoute('x', '/jobs/{id}'), 'b/routes/y.ts': aRoute('y', '/jobs/{job}') };
    await expect(checkout('twins', twins)).rejects.toThrow(/b\/routes\/y\.ts and .*a\/routes\/x\.ts both answer/);
  });

  it('keeps a path in one area, since one function answers all its methods', async () => {
    const shared = { 'a/routes/x.ts': aRoute('x', '/jobs'), 'b/routes/y.ts': aRoute('y', '/jobs', 'POST') };
    await expect(checkout('shared', shared)).rejects.toThrow(/b\/routes\/y\.ts and .*a\/routes\/x\.ts share a path/);
  });

  it('has one name for a parameter, since a path is known to the gateway once', async () => {
    const named = { 'a/routes/x.ts': aRoute('x', '/jobs/{id}'), 'a/routes/y.ts': aRoute('y', '/jobs/{job}', 'POST') };
    await expect(checkout('named', named)).rejects.toThrow(/y\.ts and .*x\.ts name the parameters .* differently/);
  });
});
