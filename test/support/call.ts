import { randomUUID } from 'node:crypto';
import type { APIGatewayProxyEventV2, Context } from 'aws-lambda';
import type { Role } from '#shared/caller.ts';
import { EngineError } from '#shared/errors.ts';
import type { AnyRoute } from '#shared/http/event.ts';
import type { Identity } from '#shared/http/identify.ts';
import type { Log } from '#shared/log.ts';
import { type Gate, serve } from '#shared/serve.ts';

export type Answer = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly cookies: readonly string[];
  // biome-ignore lint/suspicious/noExplicitAny: tests look into bodies freely
  readonly body: any;
};

export type Ask = {
  /** Whose token is sent: `owner/role`, `expired`, or none. */
  readonly as?: `${string}/${Role}` | 'expired';
  readonly params?: Record<string, string>;
  readonly query?: Record<string, string>;
  readonly body?: unknown;
  /** Sent as it is, instead of `body`. */
  readonly raw?: string;
  readonly headers?: Record<string, string>;
  /** Sent in place of the route's own. */
  readonly method?: string;
};

export const silentLog: Log = { begin: () => {}, info: () => {}, error: () => {} };

/** A token is `owner/role`, so that tests need no key pair; the real verifier has tests of its own. */
const verify = async (token: string): Promise<Identity> => {
  if (token === 'expired') throw new EngineError('auth.expired', 'the token has expired');
  const [owner = '', role = ''] = token.split('/');
  return { owner, name: owner, groups: [role] };
};

const unlimited: Gate['limits'] = {
  take: async ({ count, seconds }) => ({ allowed: true, remaining: count, resetSeconds: seconds }),
};

const gatewayEvent = (route: Pick<AnyRoute, 'method' | 'path'>, ask: Ask): APIGatewayProxyEventV2 => {
  const path = Object.entries(ask.params ?? {}).reduce<string>((out, [k, v]) => out.replace(`{${k}}`, v), route.path);
  const text = ask.raw ?? (ask.body === undefined ? undefined : JSON.stringify(ask.body));
  return {
    version: '2.0',
    routeKey: `ANY ${route.path}`,
    rawPath: path,
    rawQueryString: new URLSearchParams(ask.query).toString(),
    headers: {
      ...(text !== undefined && { 'content-type': 'application/json' }),
      ...(ask.as && { authorization: `Bearer ${ask.as}` }),
      ...ask.headers,
    },
    ...(ask.params && { pathParameters: ask.params }),
    ...(ask.query && { queryStringParameters: ask.query }),
    ...(text !== undefined && { body: text }),
    isBase64Encoded: false,
    requestContext: {
      accountId: '0',
      apiId: 'test',
      domainName: 'reelmill.test',
      domainPrefix: 'reelmill',
      http: {
        method: ask.method ?? route.method,
        path,
        protocol: 'HTTP/1.1',
        sourceIp: '203.0.113.7',
        userAgent: 'test',
      },
      requestId: randomUUID(),
      routeKey: `ANY ${route.path}`,
      stage: '$default',
      time: '',
      timeEpoch: 0,
    },
  };
};

/** Sends one request through the real middy stack, with fakes behind it. */
export const call = async <Ports>(
  // biome-ignore lint/suspicious/noExplicitAny: any route whose ports these are
  route: import('#shared/route.ts').Route<Ports, any, any, any>,
  ports: Ports,
  ask: Ask = {},
  gate: Partial<Gate> = {},
): Promise<Answer> => {
  const handler = serve({
    routes: [route as AnyRoute],
    ports: ports as never,
    gate: {
      verify,
      keys: { use: async () => null },
      standing: { groupsOf: async () => ['admin'] },
      limits: unlimited,
      log: silentLog,
      ...gate,
    },
  });
  const result = await handler(gatewayEvent(route, ask), {} as Context);
  const text = result.isBase64Encoded ? '' : (result.body ?? '');
  const isJson = String(result.headers?.['content-type'] ?? '').includes('json');
  return {
    status: result.statusCode ?? 0,
    headers: Object.fromEntries(Object.entries(result.headers ?? {}).map(([k, v]) => [k.toLowerCase(), String(v)])),
    cookies: result.cookies ?? [],
    body: isJson && text ? JSON.parse(text) : text,
  };
};
