import { randomUUID } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { EngineError, type ErrorCode } from '#shared/errors.ts';
import { problemReply } from '#shared/http/problem.ts';

/** A refusal of the front door itself, told as the API tells its own. */
export type Problem = {
  readonly code: ErrorCode;
  readonly detail: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly retryAfterSeconds?: number;
};

export const problems = {
  foreign: {
    code: 'request.foreign',
    detail: 'open it from its own pages, or by a program that names no other origin',
  },
  path: { code: 'request.invalid', detail: 'the path has dot segments or a NUL in it' },
  unknown: { code: 'route.unknown', detail: 'there is nothing at this address' },
  method: { code: 'route.method', detail: 'this address can only be read', headers: { allow: 'GET, HEAD' } },
  signedOut: { code: 'auth.required', detail: 'send a token as "Authorization: Bearer ..."' },
  forbidden: { code: 'auth.forbidden', detail: 'this is for administrators' },
  tooLarge: { code: 'request.too-large', detail: 'the body is larger than this address takes' },
  away: { code: 'service.unavailable', detail: 'what answers here is not running', retryAfterSeconds: 1 },
} as const satisfies Record<string, Problem>;

export const refuse = (response: ServerResponse, { code, detail, ...more }: Problem): void => {
  // Half an answer cannot become another one: break it off, so that the client sees that it is not whole.
  if (response.headersSent) {
    response.destroy();
    return;
  }
  const requestId = randomUUID();
  const { statusCode, headers, body } = problemReply(new EngineError(code, detail, more), requestId);
  response.writeHead(statusCode, {
    ...headers,
    'x-request-id': requestId,
    'content-length': Buffer.byteLength(body),
    connection: 'close',
  });
  response.end(body);
};
