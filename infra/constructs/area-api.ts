import { HttpMethod, HttpRoute, HttpRouteKey, type IHttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { Construct } from 'constructs';
import type { AnyRoute } from '../product.ts';
import { EngineFunction, type Use } from './engine-function.ts';

export type AreaApiProps = {
  /** Name of the folder under `functions/`; its `api.ts` serves the routes. */
  readonly area: string;
  readonly api: IHttpApi;
  readonly routes: readonly AnyRoute[];
  /** @default - none */
  readonly uses?: readonly Use[];
  /** Whether it also answers what no route matches, so that a wrong address gets a problem reply too. @default false */
  readonly answersUnknown?: boolean;
};

/**
 * One function for an area, behind every path of its folder's routes. It gets every method: HTTP APIs have no answer of
 * their own for a wrong one, and `serve.ts` says which are right.
 */
export class AreaApi extends Construct {
  readonly function: EngineFunction;

  constructor(scope: Construct, id: string, { area, api, routes, uses, answersUnknown }: AreaApiProps) {
    super(scope, id);
    this.function = new EngineFunction(this, 'Function', {
      entry: `functions/${area}/api.ts`,
      description: `Answers ${routes.length} routes of ${area}`,
      ...(uses && { uses }),
      memoryMiB: 1024,
      // one second less than the gateway waits
      seconds: 29,
    });
    const integration = new HttpLambdaIntegration('Integration', this.function.handler, {
      scopePermissionToRoute: false,
    });
    const paths = new Set(routes.map(({ path }) => path));
    const keys = [...paths].map((path) => HttpRouteKey.with(path, HttpMethod.ANY));
    for (const routeKey of [...keys, ...(answersUnknown ? [HttpRouteKey.DEFAULT] : [])])
      new HttpRoute(this, routeKey.key, { httpApi: api, routeKey, integration });
  }
}
