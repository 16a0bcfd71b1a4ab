import { createHash } from 'node:crypto';
import type * as z from 'zod';
import { EngineError } from '../errors.ts';
import { type AnyRequest, type AnyRoute, type GatewayEvent, header } from './event.ts';
import { plainWords } from './plain-words.ts';
import { invalid } from './problem.ts';

/** Bodies are requests, never media; API Gateway's own limit is 10 MB, that of a function's event 6 MB. */
const usualBodyBytes = 1_000_000;

const text = (event: GatewayEvent): string =>
  event.isBase64Encoded ? Buffer.from(event.body ?? '', 'base64').toString('utf8') : (event.body ?? '');

/** Whether a request may say nothing at all, since no field of its body is required. */
export const mayBeEmpty = (body: z.ZodType): boolean => body.safeParse({}).success;

const json = (event: GatewayEvent, { body: schema, bodyBytes = usualBodyBytes }: AnyRoute): unknown => {
  const body = text(event);
  if (body === '' && mayBeEmpty(schema)) return {};
  if (Buffer.byteLength(body) > bodyBytes)
    throw new EngineError('request.too-large', `a body may have ${bodyBytes} bytes`);
  const mediaType = header(event, 'content-type')?.split(';')[0]?.trim().toLowerCase();
  if (mediaType !== 'application/json')
    throw new EngineError('request.media-type', `the content type is ${mediaType ?? 'missing'}, send application/json`);
  const parsed = parseJson(body);
  if (hasHalfCharacter(body, parsed))
    throw new EngineError('request.not-json', 'a string holds half of a surrogate pair, which is no character');
  return parsed;
};

/** What V8 quotes of a body may be a secret. */
const withoutQuote = (message: string): string => message.replace(/, (\.\.\.)?".*"(\.\.\.)? is not valid JSON$/s, '');

const parseJson = (body: string): unknown => {
  try {
    return JSON.parse(body);
  } catch (cause) {
    throw new EngineError(
      'request.not-json',
      body ? withoutQuote((cause as SyntaxError).message) : 'the body is empty',
    );
  }
};

/** JSON can write what UTF-8 cannot, and no store of ours takes; `JSON.stringify` leaves just these escaped. */
const hasHalfCharacter = (body: string, parsed: unknown): boolean =>
  /\\ud[89a-f]/i.test(body) && /(?<!\\)(\\\\)*\\ud[89a-f][0-9a-f]{2}/.test(JSON.stringify(parsed));

const against = (schema: z.ZodType | undefined, value: () => unknown, within = ''): unknown => {
  if (!schema) return undefined;
  const parsed = schema.safeParse(value(), { error: plainWords });
  if (!parsed.success) throw invalid(parsed.error, within);
  return parsed.data;
};

/** An answer within this many seconds is still an answer of ours; API Gateway ends at 30. */
const longestWaitSeconds = 25;

const waitSeconds = (event: GatewayEvent, { waits }: AnyRoute): number => {
  if (waits === undefined) return 0;
  const asked = /(?:^|,)\s*wait\s*=\s*(\d{1,6})/i.exec(header(event, 'prefer') ?? '')?.[1];
  return Math.min(longestWaitSeconds, Number(asked ?? (waits === true ? 0 : waits)));
};

/** Scoped to the route; the table scopes it to the owner. */
const idempotency = (event: GatewayEvent, { method, path }: AnyRoute): AnyRequest['idempotency'] => {
  const key = header(event, 'idempotency-key');
  if (key === undefined) return undefined;
  if (!/^[\x21-\x7e]{1,255}$/.test(key))
    throw new EngineError('request.invalid', 'Idempotency-Key: 1 to 255 visible ASCII characters', {
      field: 'Idempotency-Key',
    });
  const requestHash = createHash('sha256')
    .update(`${event.rawPath}\n${text(event)}`)
    .digest('hex');
  return { key: `${method} ${path} ${key}`, requestHash };
};

export const parseRequest = (
  event: GatewayEvent,
  route: AnyRoute,
  { caller, now, origin }: Pick<AnyRequest, 'caller' | 'now' | 'origin'>,
): AnyRequest => ({
  params: against(route.params, () => event.pathParameters ?? {}),
  query: against(route.query, () => event.queryStringParameters ?? {}),
  body: against(route.body, () => json(event, route)),
  caller,
  now,
  origin,
  idempotency: route.repeatable ? idempotency(event, route) : undefined,
  waitSeconds: waitSeconds(event, route),
});
