import { Duration } from 'aws-cdk-lib';
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import { CorsHttpMethod, HttpApi, HttpStage, LogGroupLogDestination } from 'aws-cdk-lib/aws-apigatewayv2';
import { Construct } from 'constructs';
import { settingsOf } from '../settings.ts';
import { endingLog } from './ending-log.ts';

/** Who called what. The route stands for the path, which may hold the token of a link. */
const accessLog = {
  requestId: '$context.requestId',
  time: '$context.requestTime',
  ip: '$context.identity.sourceIp',
  method: '$context.httpMethod',
  route: '$context.routeKey',
  status: '$context.status',
  bytes: '$context.responseLength',
  milliseconds: '$context.responseLatency',
  error: '$context.integrationErrorMessage',
};

/** The HTTP API with its one stage; areas add their routes. */
export class EngineApi extends Construct {
  readonly api: HttpApi;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    const { corsOrigins, stage } = settingsOf(this);
    this.api = new HttpApi(this, 'Http', {
      description: `Reelmill ${stage}`,
      createDefaultStage: false,
      ...(corsOrigins.length > 0 && {
        corsPreflight: {
          allowOrigins: corsOrigins,
          allowMethods: [CorsHttpMethod.ANY],
          allowHeaders: ['authorization', 'content-type', 'idempotency-key', 'if-none-match', 'prefer', 'x-api-key'],
          exposeHeaders: [
            'allow',
            'etag',
            'location',
            'ratelimit',
            'ratelimit-policy',
            'retry-after',
            'www-authenticate',
            'x-request-id',
          ],
          maxAge: Duration.hours(1),
        },
      }),
    });
    new HttpStage(this, 'Stage', {
      httpApi: this.api,
      autoDeploy: true,
      throttle: { rateLimit: 500, burstLimit: 1000 },
      accessLogSettings: {
        destination: new LogGroupLogDestination(endingLog(this, 'AccessLogs')),
        format: AccessLogFormat.custom(JSON.stringify(accessLog)),
      },
    });
  }
}
