import { Duration, Fn } from 'aws-cdk-lib';
import type { IHttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import * as cloudfront from 'aws-cdk-lib/aws-cloudfront';
import * as origins from 'aws-cdk-lib/aws-cloudfront-origins';
import type { ISecret } from 'aws-cdk-lib/aws-secretsmanager';
import type { Construct } from 'constructs';

const { CachePolicy, OriginRequestPolicy, ViewerProtocolPolicy, AllowedMethods, FunctionEventType } = cloudfront;

type FilesBehavior = {
  /** Source of a CloudFront Function that changes the address on the way to the bucket. */
  readonly rewrite: string;
  /** Source of a CloudFront Function that changes the answer on its way to the viewer. */
  readonly answer?: string;
  readonly headers?: cloudfront.ResponseHeadersPolicy;
  /** @default - as the files' own headers say, up to a year */
  readonly cachePolicy?: cloudfront.ICachePolicy;
  /** Whose signed cookies are asked for. @default - open to all */
  readonly keyGroup?: cloudfront.KeyGroup;
};

const edgeFunction = (scope: Construct, id: string, source: string): cloudfront.Function =>
  new cloudfront.Function(scope, id, {
    code: cloudfront.FunctionCode.fromInline(source),
    runtime: cloudfront.FunctionRuntime.JS_2_0,
  });

/** Files of a bucket. */
export const filesBehavior = (
  scope: Construct,
  id: string,
  origin: cloudfront.IOrigin,
  { rewrite, answer, headers, cachePolicy = CachePolicy.CACHING_OPTIMIZED, keyGroup }: FilesBehavior,
): cloudfront.BehaviorOptions => ({
  origin,
  viewerProtocolPolicy: ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
  allowedMethods: AllowedMethods.ALLOW_GET_HEAD,
  cachePolicy,
  ...(headers && { responseHeadersPolicy: headers }),
  ...(keyGroup && { trustedKeyGroups: [keyGroup] }),
  functionAssociations: [
    { eventType: FunctionEventType.VIEWER_REQUEST, function: edgeFunction(scope, id, rewrite) },
    ...(answer
      ? [{ eventType: FunctionEventType.VIEWER_RESPONSE, function: edgeFunction(scope, `${id}Answer`, answer) }]
      : []),
  ],
});

/** The API as it is, never cached; the secret tells it that the request came this way. */
export const apiBehavior = (api: IHttpApi, originSecret: ISecret): cloudfront.BehaviorOptions => ({
  origin: new origins.HttpOrigin(Fn.select(2, Fn.split('/', api.apiEndpoint)), {
    protocolPolicy: cloudfront.OriginProtocolPolicy.HTTPS_ONLY,
    originSslProtocols: [cloudfront.OriginSslPolicy.TLS_V1_2],
    readTimeout: Duration.seconds(30),
    customHeaders: { 'x-reelmill-origin': originSecret.secretValue.unsafeUnwrap() },
  }),
  viewerProtocolPolicy: ViewerProtocolPolicy.HTTPS_ONLY,
  allowedMethods: AllowedMethods.ALLOW_ALL,
  cachePolicy: CachePolicy.CACHING_DISABLED,
  originRequestPolicy: OriginRequestPolicy.ALL_VIEWER_EXCEPT_HOST_HEADER,
});
