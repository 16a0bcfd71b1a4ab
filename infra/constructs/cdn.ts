import { Annotations, Duration, RemovalPolicy } from 'aws-cdk-lib';
import type { IHttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import * as cloudfront from 'aws-cdk-lib/aws-cloudfront';
import { S3BucketOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import type * as s3 from 'aws-cdk-lib/aws-s3';
import * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import type { AnyRoute } from '../product.ts';
import { settingsOf } from '../settings.ts';
import { apiPatterns, documentPaths } from './console-paths.ts';
import { apiBehavior, filesBehavior } from './edge-behaviors.ts';
import { toConsolePage, toDocument, toInert, toMediaKey } from './edge-functions.ts';
import { EdgeLog } from './edge-log.ts';
import type { Use } from './engine-function.ts';
import { mediaHeaders, pageHeaders } from './page-headers.ts';
import { signInOrigin } from './people.ts';
import { SigningKey } from './signing-key.ts';

export type CdnProps = {
  readonly api: IHttpApi;
  /** Every route of the API, so that none is served as a page. */
  readonly routes: readonly AnyRoute[];
  readonly site: s3.IBucket;
  readonly media: s3.IBucket;
  readonly accessLogs: s3.IBucket;
};

/** Files that were removed are gone from the edges as soon as from the index, which is within the hour. */
const forAnHour = (scope: Construct): cloudfront.CachePolicy =>
  new cloudfront.CachePolicy(scope, 'ForAnHour', {
    minTtl: Duration.seconds(1),
    defaultTtl: Duration.hours(1),
    maxTtl: Duration.hours(1),
  });

/** The one origin: console, API and media under one name. */
export class Cdn extends Construct {
  readonly distribution: cloudfront.Distribution;
  readonly signingKey: SigningKey;
  readonly #originSecret: secretsmanager.Secret;

  constructor(scope: Construct, id: string, props: CdnProps) {
    super(scope, id);
    const { domain, certificateArn = '' } = settingsOf(this);
    this.signingKey = new SigningKey(this, 'SigningKey');
    this.#originSecret = new secretsmanager.Secret(this, 'OriginSecret', {
      description: 'Tells our own origin from a stranger who calls the API by its own name',
      generateSecretString: { excludePunctuation: true, passwordLength: 48 },
      removalPolicy: RemovalPolicy.DESTROY,
    });
    this.distribution = new cloudfront.Distribution(this, 'Distribution', {
      comment: 'Reelmill',
      defaultRootObject: 'index.html',
      httpVersion: cloudfront.HttpVersion.HTTP2_AND_3,
      priceClass: cloudfront.PriceClass.PRICE_CLASS_100,
      ...(domain && {
        domainNames: [domain],
        certificate: Certificate.fromCertificateArn(this, 'Certificate', certificateArn),
        minimumProtocolVersion: cloudfront.SecurityPolicyProtocol.TLS_V1_2_2021,
      }),
      ...this.#behaviors(props),
    });
    new EdgeLog(this, 'Log', { distribution: this.distribution, bucket: props.accessLogs });
    Annotations.of(this.distribution).acknowledgeWarning(
      '@aws-cdk/aws-cloudfront-origins:updateImportedBucketPolicyOac',
      'the media bucket lets this account’s distributions read, in its own stack',
    );
  }

  /** Where people reach this installation. */
  get origin(): string {
    return `https://${settingsOf(this).domain ?? this.distribution.distributionDomainName}`;
  }

  /** Lets a function believe what our own origin says of the viewer. */
  readonly trust: Use = (to) => {
    to.addEnvironment('REELMILL_ORIGIN_SECRET', this.#originSecret.secretValue.unsafeUnwrap());
  };

  #behaviors({
    api,
    routes,
    site,
    media,
  }: CdnProps): Pick<cloudfront.DistributionProps, 'defaultBehavior' | 'additionalBehaviors'> {
    const files = S3BucketOrigin.withOriginAccessControl(site);
    const headers = pageHeaders(this, {
      media: `https://${media.bucketRegionalDomainName}`,
      signIn: signInOrigin(this),
    });
    const document = filesBehavior(this, 'ToDocument', files, { rewrite: toDocument, headers });
    const toApi = apiBehavior(api, this.#originSecret);
    const { keyGroup } = this.signingKey;
    return {
      defaultBehavior: filesBehavior(this, 'ToConsolePage', files, { rewrite: toConsolePage, headers }),
      additionalBehaviors: {
        ...Object.fromEntries(documentPaths.map((path) => [path, document])),
        ...Object.fromEntries(apiPatterns(routes).map((path) => [path, toApi])),
        '/media/*': filesBehavior(this, 'ToMediaKey', S3BucketOrigin.withOriginAccessControl(media), {
          rewrite: toMediaKey,
          answer: toInert,
          keyGroup,
          headers: mediaHeaders(this),
          cachePolicy: forAnHour(this),
        }),
      },
    };
  }
}
