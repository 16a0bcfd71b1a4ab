import { execa } from 'execa';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { openApiDocument } from '#shared/openapi/document.ts';
import { renderOpenApi } from '../../../infra/openapi.ts';
import { root } from '../../../infra/product.ts';
import { type FoundRoute, loadRoutes } from '../../../infra/routes.ts';

const routes = await loadRoutes();
const document = openApiDocument(routes, { version: '0.0.0' });

const schemasOf = ({ route }: FoundRoute): z.ZodType[] =>
  [route.params, route.query, route.body, ...Object.values(route.replies)].filter((schema) => schema != null);

/** Every example within a schema that the schema beside it does not accept. */
const wrongExamples = (schema: z.ZodType): string[] => {
  const wrong: string[] = [];
  z.toJSONSchema(schema, {
    unrepresentable: 'any',
    io: 'input',
    override: ({ zodSchema, path }) => {
      const { example, examples = [] } = z.globalRegistry.get(zodSchema) ?? {};
      for (const value of example === undefined ? examples : [example]) {
        const parsed = z.safeParse(zodSchema, value);
        if (!parsed.success)
          wrong.push(`${path.join('.')}: ${JSON.stringify(value)}: ${z.prettifyError(parsed.error)}`);
      }
    },
  });
  return wrong;
};

const lists = ['batch-download', 'channel-download', 'playlist-download'];
const looks = [
  ...['get-channel', 'get-formats', 'get-metadata', 'preview-playlist'],
  ...['youtube-info', 'youtube-mp3', 'youtube-mp4'],
];

describe('the API document of this checkout', () => {
  it('is all that `npm run -s openapi` prints', async () => {
    const { stdout } = await execa('npm', ['run', '-s', 'openapi'], { cwd: root });

    expect(`${stdout}\n`).toBe(await renderOpenApi());
  });

  it.each(routes)('has only examples that $file accepts', (found) => {
    expect(schemasOf(found).flatMap(wrongExamples)).toEqual([]);
  });

  it('gives every operation a name of its own', () => {
    const names = Object.values(document.paths ?? {}).flatMap((path) =>
      Object.values(path ?? {}).map((operation) => (operation as { operationId: string }).operationId),
    );
    expect(names).toHaveLength(routes.length);
    expect(new Set(names).size).toBe(names.length);
  });

  it.each(routes)('knows every parameter in the path of $file', ({ route }) => {
    const inPath = [...route.path.matchAll(/\{([^}]+)\}/g)].map(([, name]) => name);
    const described = route.params instanceof z.ZodObject ? Object.keys(route.params.shape) : [];
    expect(described.sort()).toEqual(inPath.sort());
  });

  it.each([
    ['IdempotencyKey', [...lists, 'start-download', 'start-transcode', 'start-upload']],
    ['Prefer', [...looks, 'complete-upload', 'retry-job', 'start-download', 'start-transcode'].sort()],
  ])('offers %s on the routes that heed it, and on no other', (parameter, names) => {
    const offering = routes.filter(({ route }) => {
      const operation = document.paths?.[route.path]?.[route.method.toLowerCase() as 'post'];
      return JSON.stringify(operation?.parameters ?? []).includes(`/${parameter}"`);
    });
    expect(offering.map(({ name }) => name).sort()).toEqual(names);
  });

  it('refers to nothing that is not there', () => {
    const refs = new Set([...JSON.stringify(document).matchAll(/"\$ref":"#\/([^"]+)"/g)].map(([, path]) => path));
    const missing = [...refs].filter(
      (path) =>
        path?.split('/').reduce<unknown>((at, key) => (at as Record<string, unknown>)?.[key], document) === undefined,
    );
    expect(missing).toEqual([]);
  });
});
