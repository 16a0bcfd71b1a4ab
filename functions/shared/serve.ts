import middy, { type MiddyfiedHandler } from '@middy/core';
import contentEncoding from '@middy/http-content-encoding';
import contentNegotiation from '@middy/http-content-negotiation';
import securityHeaders from '@middy/http-security-headers';
import type { APIGatewayProxyStructuredResultV2 as Result } from 'aws-lambda';
import type { Caller } from './caller.ts';
import { asEngineError } from './errors.ts';
import { conditional } from './http/conditional.ts';
import type { CountRequest } from './http/count-requests.ts';
import { type AnyRoute, type GatewayEvent, header, toGateway } from './http/event.ts';
import { findRoute, pathOf } from './http/find-route.ts';
import { identify, permit, type VerifyToken } from './http/identify.ts';
import { parseRequest } from './http/parse.ts';
import { problemReply } from './http/problem.ts';
import { countCall, defaultRates, type RateSettings } from './http/rate-limit.ts';
import type { Log } from './log.ts';
import type { Standing } from './ports/directory.ts';
import type { Keys } from './ports/keys.ts';
import type { Limits } from './ports/limits.ts';
import { type Route, seeOther } from './route.ts';

/** What every area is served with, whatever its routes need. */
export type Gate = {
  readonly verify: VerifyToken;
  readonly keys: Pick<Keys, 'use'>;
  readonly standing: Standing;
  readonly limits: Limits;
  readonly log: Log;
  /** Counts every answer, for the figures of the installation. */
  readonly countRequest?: CountRequest;
  readonly rates?: RateSettings;
  /** The secret header of our own origin; without one, forwarded addresses are not believed. */
  readonly originSecret?: string | undefined;
  /** Where this installation is reached; without it, the gateway's own name. */
  readonly publicUrl?: string | undefined;
  readonly clock?: () => Date;
};

// biome-ignore lint/suspicious/noExplicitAny: the ports of a route whatever its schemas
type PortsOf<R> = R extends Route<infer P, any, any, any> ? P : never;
type All<U> = (U extends unknown ? (u: U) => void : never) extends (all: infer I) => void ? I : never;

type Event = GatewayEvent & {
  /** Go with the reply whatever becomes of the request. */
  replyHeaders: Record<string, string>;
  refusalPage?: Route['refusalPage'];
};

const about = (event: Event) => ({
  requestId: event.requestContext.requestId,
  route: `${event.requestContext.http.method} ${pathOf(event)}`,
});

/** One handler for an area's routes: log context, identity, permission, rate limit, parse, handle, problem reply. */
export const serve = <const R extends readonly AnyRoute[]>({
  routes,
  ports,
  gate,
}: {
  readonly routes: R;
  readonly ports: All<PortsOf<R[number]>>;
  readonly gate: Gate;
}): MiddyfiedHandler<GatewayEvent, Result> => {
  const { log, limits, rates = defaultRates, clock = () => new Date() } = gate;

  /** The limits protect the engine; that they cannot be counted must not be what takes it down. */
  const count = (route: AnyRoute, caller: Caller, now: Date): Promise<Record<string, string>> =>
    countCall(route, caller, { limits, rates, now }).catch((error: unknown) => {
      if (asEngineError(error).code !== 'service.unavailable') throw error;
      log.error('the call was not counted', error as Error);
      return {};
    });

  /** The figures are worth no answer. */
  const counted = async ({ event, response }: { event: Event; response: Result | null }): Promise<void> => {
    const { method } = event.requestContext.http;
    await gate.countRequest?.({ method, status: response?.statusCode ?? 500 });
  };

  const originOf = ({ requestContext }: Event) => gate.publicUrl ?? `https://${requestContext.domainName}`;

  const answer = async (event: Event): Promise<Result> => {
    const route = findRoute(routes, event);
    const now = clock();
    event.refusalPage = route.refusalPage;
    const caller = await identify(event, now, gate);
    log.begin({
      ...about(event),
      ...(caller.owner && { owner: caller.owner }),
      ...(caller.key && { key: caller.key }),
    });
    permit(caller, route.allows);
    Object.assign(event.replyHeaders, await count(route, caller, now));
    const request = parseRequest(event, route, { caller, now, origin: originOf(event) });
    return conditional(event, toGateway(await route.handle(request, ports)));
  };

  return middy<Event, Result>()
    .use({ after: counted, onError: counted })
    .use({
      before: ({ event }) => {
        event.replyHeaders = { 'x-request-id': event.requestContext.requestId };
        log.begin(about(event));
      },
      after: ({ response }) => log.info('served', { status: response?.statusCode }),
    })
    .use(
      contentNegotiation({
        parseMediaTypes: false,
        parseLanguages: false,
        parseCharsets: false,
        failOnMismatch: false,
        availableEncodings: ['gzip'],
      }),
    )
    .use(contentEncoding())
    .use(securityHeaders())
    .use({
      after: ({ event, response }) => {
        if (response) response.headers = { ...event.replyHeaders, ...response.headers };
      },
      onError: (request) => {
        const { event } = request;
        const error = asEngineError(request.error);
        if (error.status >= 500) log.error('failed', error);
        const page = event.refusalPage?.(error, header(event, 'accept') ?? '');
        const { headers, ...rest } = page
          ? toGateway(seeOther(originOf(event) + page))
          : problemReply(error, event.requestContext.requestId);
        request.response = { ...rest, headers: { ...event.replyHeaders, ...headers } };
      },
    })
    .handler(answer) as unknown as MiddyfiedHandler<GatewayEvent, Result>;
};
