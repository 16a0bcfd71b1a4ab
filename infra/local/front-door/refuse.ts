import type { ServerResponse } from 'node:http';

/** A problem document (RFC 9457) of the front door itself, shaped like the API's. */
export type Problem = { readonly status: number; readonly code: string; readonly title: string };

export const problems = {
  foreign: { status: 403, code: 'request.foreign', title: 'this address answers its own pages and programs only' },
  path: { status: 400, code: 'request.invalid', title: 'the path is not plain' },
  unknown: { status: 404, code: 'route.unknown', title: 'there is no such address' },
  method: { status: 405, code: 'request.invalid', title: 'this address can only be read' },
  signedOut: { status: 401, code: 'auth.required', title: 'sign in first' },
  forbidden: { status: 403, code: 'auth.forbidden', title: 'this needs a permission that the caller does not have' },
  tooLarge: { status: 413, code: 'request.too-large', title: 'the request is too large' },
  away: { status: 502, code: 'service.unavailable', title: 'a service that this needs did not answer' },
} as const satisfies Record<string, Problem>;

export const refuse = (response: ServerResponse, { status, code, title }: Problem): void => {
  // Half an answer cannot become another one: break it off, so that the client sees that it is not whole.
  if (response.headersSent) {
    response.destroy();
    return;
  }
  const body = JSON.stringify({ type: 'about:blank', status, code, title });
  response.writeHead(status, {
    'content-type': 'application/problem+json',
    'content-length': Buffer.byteLength(body),
    'cache-control': 'no-store',
    ...(status === 502 ? { 'retry-after': '1' } : {}),
    ...(status >= 400 ? { connection: 'close' } : {}),
  });
  response.end(body);
};
