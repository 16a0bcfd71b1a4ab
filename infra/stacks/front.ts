import { Stack, type StackProps } from 'aws-cdk-lib';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import { Cdn } from '../constructs/cdn.ts';
import { EngineApi } from '../constructs/engine-api.ts';
import type { Use } from '../constructs/engine-function.ts';
import { LogBucket } from '../constructs/log-bucket.ts';
import { output } from '../constructs/output.ts';
import { SiteBucket } from '../constructs/site-bucket.ts';
import type { Product } from '../product.ts';
import { settingsOf } from '../settings.ts';
import { traitsOf } from '../targets.ts';
import type { StorageStack } from './storage.ts';

export type FrontStackProps = StackProps & { readonly storage: StorageStack; readonly product: Product };

/**
 * What callers reach. It comes before the functions behind it, so that sign-in, mails and functions can name the
 * one origin; their routes are added to the API by the stack that makes them.
 */
export class FrontStack extends Stack {
  readonly api: EngineApi;
  /** Absent where a front door outside the app is the one origin. */
  readonly served: { readonly cdn: Cdn; readonly site: IBucket } | undefined;
  /** Where people reach this installation, without a slash at the end. */
  readonly origin: string;

  constructor(scope: Construct, id: string, { storage, product, env, stackName }: FrontStackProps) {
    super(scope, id, { env, stackName });
    this.api = new EngineApi(this, 'Api');
    this.served = traitsOf(this).cdn ? this.#serve(storage.media.forReaders(this), product) : undefined;
    this.origin = this.served?.cdn.origin ?? settingsOf(this).origin;
    output(this, 'ApiId', this.api.api.apiId);
    output(this, 'ApiUrl', this.api.api.apiEndpoint);
    if (this.served) output(this, 'ConsoleUrl', this.origin);
  }

  #serve(media: IBucket, { routes }: Product): FrontStack['served'] {
    const accessLogs = new LogBucket(this, 'AccessLogs').bucket;
    const site = new SiteBucket(this, 'Site', { accessLogs }).bucket;
    const { api } = this.api;
    return { site, cdn: new Cdn(this, 'Cdn', { api, routes: [...routes.values()].flat(), site, media, accessLogs }) };
  }

  /** Tells a function where people reach this installation. */
  readonly tell: Use = (to) => {
    to.addEnvironment('REELMILL_PUBLIC_URL', this.origin);
  };

  /** What every function behind the API is told. */
  get uses(): readonly Use[] {
    return this.served ? [this.tell, this.served.cdn.trust] : [this.tell];
  }

  /** Signs cookies for streams; where there is no CDN, the target's own environment names the key. */
  get sign(): readonly Use[] {
    return this.served ? [this.served.cdn.signingKey.sign] : [];
  }
}
