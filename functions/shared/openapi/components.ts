import { STATUS_CODES } from 'node:http';
import type { oas31, ZodOpenApiComponentsObject, ZodOpenApiResponseObject } from 'zod-openapi';
import { advice } from '../advice.ts';
import { type ErrorCode, errorTable } from '../errors.ts';
import { problem } from '../http/problem.ts';

type Header = oas31.HeaderObject;
type Parameter = oas31.ParameterObject;

export const headers = {
  RateLimit: {
    description: 'What is left of the tightest limit, and the seconds until it is whole again',
    schema: { type: 'string' },
    example: '"user";r=4998;t=3600',
  },
  'RateLimit-Policy': {
    description: 'Every limit that this call counts against: quota and window in seconds',
    schema: { type: 'string' },
    example: '"user";q=5000;w=3600',
  },
  'X-Request-Id': {
    description: 'Names this call in our log',
    schema: { type: 'string' },
  },
  Location: { description: 'Where the result is', schema: { type: 'string' } },
  ETag: { description: 'Send it back in If-None-Match', schema: { type: 'string' } },
  'Retry-After': { description: 'Seconds to wait', schema: { type: 'integer' }, example: 30 },
  'WWW-Authenticate': { description: 'How to sign in', schema: { type: 'string' }, example: 'Bearer' },
} as const satisfies Record<string, Header>;
export type HeaderName = keyof typeof headers;

export const parameters = {
  IdempotencyKey: {
    in: 'header',
    name: 'Idempotency-Key',
    description:
      'Makes the call repeatable: the same key and body give the first answer again, another body is refused with `idempotency.conflict`.',
    schema: { type: 'string', minLength: 1, maxLength: 255, pattern: '^[\\x21-\\x7e]+$' },
    example: '7d4f0b1e-upload-42',
  },
  Prefer: {
    in: 'header',
    name: 'Prefer',
    description: '`wait=N` waits up to N seconds (25 at most) for the work to end and then answers with it (RFC 7240).',
    schema: { type: 'string' },
    example: 'wait=10',
  },
  IfNoneMatch: {
    in: 'header',
    name: 'If-None-Match',
    description: 'The ETag of an earlier answer; if nothing changed, the answer is 304 without a body.',
    schema: { type: 'string' },
  },
} as const satisfies Record<string, Parameter>;
type ParameterName = keyof typeof parameters;

export const header = (name: HeaderName): oas31.ReferenceObject => ({ $ref: `#/components/headers/${name}` });
export const parameter = (name: ParameterName): oas31.ReferenceObject => ({ $ref: `#/components/parameters/${name}` });

/** On every answer, problems included. */
export const always = { 'X-Request-Id': header('X-Request-Id') };
export const counted = { RateLimit: header('RateLimit'), 'RateLimit-Policy': header('RateLimit-Policy') };

const codesOf = (status: number): string =>
  (Object.keys(errorTable) as ErrorCode[])
    .filter((code) => errorTable[code].status === status)
    .map((code) => `- \`${code}\`: ${errorTable[code].title}. ${advice[code]}`)
    .join('\n');

const ownHeaders: Readonly<Record<number, readonly HeaderName[]>> = { 401: ['WWW-Authenticate'], 429: ['Retry-After'] };

const problemReply = (status: number): ZodOpenApiResponseObject => ({
  description: `${STATUS_CODES[status]}. The \`code\` is one of:\n${codesOf(status)}`,
  headers: { ...always, ...Object.fromEntries((ownHeaders[status] ?? []).map((name) => [name, header(name)])) },
  content: { 'application/problem+json': { schema: problem } },
});

const statuses = [...new Set(Object.values(errorTable).map(({ status }) => status as number))].sort((a, b) => a - b);

const nameOf = (status: number): string => (STATUS_CODES[status] ?? String(status)).replaceAll(/[^A-Za-z]/g, '');

export const problemReference = (status: number): oas31.ReferenceObject => ({
  $ref: `#/components/responses/${nameOf(status)}`,
});

export const isProblemStatus = (status: number): boolean => statuses.includes(status);

export const components: ZodOpenApiComponentsObject = {
  headers,
  parameters,
  schemas: { Problem: problem },
  responses: Object.fromEntries(statuses.map((status) => [nameOf(status), problemReply(status)])),
  securitySchemes: {
    signIn: {
      type: 'http',
      scheme: 'bearer',
      bearerFormat: 'JWT',
      description: 'The access token of a signed-in user.',
    },
    apiKey: {
      type: 'apiKey',
      in: 'header',
      name: 'X-API-Key',
      description: 'An API key; `Authorization: Bearer rm_...` is the same.',
    },
  },
};
