import { type CreateDocumentOptions, createDocument, type oas31, type ZodOpenApiPathsObject } from 'zod-openapi';
import { advice } from '../advice.ts';
import { components } from './components.ts';
import { type NamedRoute, operationOf } from './operation.ts';

const description = `Fetch, transcode and keep media. Every call is JSON over HTTPS.

- **Errors** are problem details (RFC 9457); branch on \`code\`, which is stable, never on \`detail\`.
- **Limits** are told by \`RateLimit\` headers; a 429 says in \`Retry-After\` how long to wait.
- **Work** is answered with 202 and a job. \`Prefer: wait=N\` waits for a quick one, \`Idempotency-Key\` makes a call repeatable.
- **Lists** are paged by an opaque \`cursor\`, which is null on the last page.`;

const byAddress = (a: NamedRoute, b: NamedRoute): number =>
  a.route.path.localeCompare(b.route.path, 'en') || a.route.method.localeCompare(b.route.method, 'en');

const pathsOf = (routes: readonly NamedRoute[]): ZodOpenApiPathsObject => {
  const paths: ZodOpenApiPathsObject = {};
  for (const named of routes) {
    const { path, method } = named.route;
    paths[path] = { ...paths[path], [method.toLowerCase()]: operationOf(named) };
  }
  return paths;
};

/** zod's patterns for instants and ids are longer than all else that is said of them, and `format` says the same. */
const withoutFormatPatterns: CreateDocumentOptions['override'] = ({ jsonSchema }) => {
  if (jsonSchema.format !== undefined) delete jsonSchema.pattern;
};

/** The OpenAPI 3.1 document of these routes, the same whatever order they come in. */
export const openApiDocument = (routes: readonly NamedRoute[], { version }: { readonly version: string }) => {
  const sorted = routes.toSorted(byAddress);
  return createDocument(
    {
      openapi: '3.1.1',
      info: { title: 'Reelmill', version, description, license: { name: 'MIT', identifier: 'MIT' } },
      servers: [{ url: '/', description: 'This installation' }],
      tags: [...new Set(sorted.map(({ area }) => area))].sort().map((name): oas31.TagObject => ({ name })),
      paths: pathsOf(sorted),
      components,
      'x-advice': advice,
    },
    { override: withoutFormatPatterns },
  );
};
