import { createHash } from 'node:crypto';
import type { APIGatewayProxyStructuredResultV2 as Result } from 'aws-lambda';
import { type GatewayEvent, header } from './event.ts';

/** A GET that answered 200 gets a weak ETag; the same again is 304 with no body (RFC 9110 §13.1.2). */
export const conditional = (event: GatewayEvent, result: Result): Result => {
  if (event.requestContext.http.method !== 'GET' || result.statusCode !== 200 || !result.body) return result;
  const etag = `W/"${createHash('sha256').update(result.body).digest('base64url').slice(0, 22)}"`;
  const headers = { 'cache-control': 'private, no-cache', ...result.headers, etag };
  const known = header(event, 'if-none-match')
    ?.split(',')
    .some((tag) => tag.trim() === etag);
  const { 'content-type': _mediaType, ...bare } = headers as Record<string, string>;
  return known ? { statusCode: 304, headers: bare } : { ...result, headers };
};
