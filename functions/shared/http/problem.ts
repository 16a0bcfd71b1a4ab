import * as z from 'zod';
import { asEngineError, EngineError, type ErrorCode, errorTable, isErrorCode } from '../errors.ts';
import { nearestIssue } from './nearest-issue.ts';

/** RFC 9457 problem details, and nothing of the inside. */
export const problem = z
  .strictObject({
    type: z.string().meta({ example: 'urn:reelmill:error:request.invalid' }),
    title: z.string().meta({ example: 'the request is not valid' }),
    status: z.int().meta({ example: 400 }),
    code: z.enum(Object.keys(errorTable) as [ErrorCode, ...ErrorCode[]]).meta({ example: 'request.invalid' }),
    detail: z.string().meta({ example: 'bytes: expected a whole number above 0, got -1' }),
    field: z.string().optional().meta({ example: 'bytes' }),
    requestId: z.string(),
  })
  .meta({ id: 'Problem', description: 'What went wrong, as RFC 9457 has it' });
export type Problem = z.infer<typeof problem>;

/** What broke on our side is told by its code alone; the message stays in the log. */
const detailOf = (error: EngineError): string =>
  error.code === 'internal' ? 'tell us the request id if it happens again' : error.message;

const problemOf = (error: EngineError, requestId: string): Problem => ({
  type: `urn:reelmill:error:${error.code}`,
  title: errorTable[error.code].title,
  status: error.status,
  code: error.code,
  detail: detailOf(error),
  ...(error.field !== undefined && { field: error.field }),
  requestId,
});

const pathOf = (path: readonly PropertyKey[]): string =>
  path.reduce<string>(
    (out, key) => (typeof key === 'number' ? `${out}[${key}]` : out ? `${out}.${String(key)}` : String(key)),
    '',
  );

/** The first thing wrong with a request, by its field. A schema may name its own code in `params.code`. */
export const invalid = (error: z.ZodError, within = ''): EngineError => {
  const issue = error.issues[0];
  if (!issue) return asEngineError(error);
  const { path, message } = nearestIssue(issue);
  const field = pathOf([...(within ? [within] : []), ...path]);
  const code =
    issue.code === 'custom' && isErrorCode(issue.params?.['code']) ? issue.params['code'] : 'request.invalid';
  const more = error.issues.length > 1 ? ` (and ${error.issues.length - 1} more)` : '';
  return new EngineError(code, `${field || 'body'}: ${message}${more}`, field ? { field } : {});
};

export const problemReply = (
  error: EngineError,
  requestId: string,
): { statusCode: number; headers: Record<string, string>; body: string } => ({
  statusCode: error.status,
  headers: {
    'content-type': 'application/problem+json',
    'cache-control': 'no-store',
    ...(error.retryAfterSeconds !== undefined && { 'retry-after': String(error.retryAfterSeconds) }),
    ...(error.status === 401 && { 'www-authenticate': 'Bearer' }),
    ...error.headers,
  },
  body: JSON.stringify(problemOf(error, requestId)),
});
