import type { AnyRoute } from '../product.ts';

/** Documents that lie among the console's files although their paths begin like the API's. */
export const documentPaths = ['/api/openapi.json', '/api/docs*', '/api/redoc*'];

/** Path patterns of CloudFront that cover every route: `/api/*` for what is below `/api`, `/healthz` for itself. */
export const apiPatterns = (routes: readonly Pick<AnyRoute, 'path'>[]): string[] => {
  const patterns = routes.map(({ path }) => {
    const [, first = '', ...rest] = path.split('/');
    return rest.length > 0 ? `/${first}/*` : `/${first}`;
  });
  return [...new Set(patterns)].sort();
};
