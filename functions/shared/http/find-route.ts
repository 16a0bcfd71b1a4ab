import { EngineError } from '../errors.ts';
import type { AnyRoute, GatewayEvent } from './event.ts';

/** The path that the gateway matched, with `{name}` for each parameter; `$default` when it knows none. */
export const pathOf = ({ routeKey }: GatewayEvent): string => routeKey.slice(routeKey.indexOf(' ') + 1);

/** The gateway hands over every method of a path that an area answers, so that a wrong one is told which are right. */
export const findRoute = (routes: readonly AnyRoute[], event: GatewayEvent): AnyRoute => {
  const { method } = event.requestContext.http;
  const here = routes.filter(({ path }) => path === pathOf(event));
  const found = here.find((route) => route.method === method);
  if (found) return found;
  if (here.length === 0) throw new EngineError('route.unknown', `there is nothing at ${event.rawPath}`);
  const allow = here
    .map((route) => route.method)
    .sort()
    .join(', ');
  throw new EngineError('route.method', `${event.rawPath} takes ${allow}, not ${method}`, { headers: { allow } });
};
