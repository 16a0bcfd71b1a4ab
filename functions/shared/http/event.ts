import type { APIGatewayProxyStructuredResultV2, APIGatewayProxyEventV2 as GatewayEvent } from 'aws-lambda';
import type { Reply, Request, Route } from '../route.ts';

export type { GatewayEvent };

// biome-ignore lint/suspicious/noExplicitAny: a served route's own types are checked where it is declared
export type AnyRoute = Route<any, any, any, any>;
// biome-ignore lint/suspicious/noExplicitAny: as above
export type AnyRequest = Request<any, any, any>;

export const header = ({ headers }: Pick<GatewayEvent, 'headers'>, name: string): string | undefined => headers?.[name];

export const toGateway = ({ status, body, text, headers, cookies }: Reply): APIGatewayProxyStructuredResultV2 => ({
  statusCode: status,
  headers: { ...(body !== undefined && { 'content-type': 'application/json; charset=utf-8' }), ...headers },
  ...(body !== undefined && { body: JSON.stringify(body) }),
  ...(text !== undefined && { body: text }),
  ...(cookies?.length && { cookies: [...cookies] }),
});
