import { Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { clientConfig } from '../constructs/client-config.ts';
import { SiteFiles } from '../constructs/site-files.ts';
import type { FrontStack } from './front.ts';
import type { IdentityStack } from './identity.ts';

export type ConsoleStackProps = StackProps & {
  readonly served: NonNullable<FrontStack['served']>;
  readonly identity: IdentityStack;
};

/** The console's files behind CloudFront, told where to sign in. */
export class ConsoleStack extends Stack {
  constructor(scope: Construct, id: string, { served, identity, env, stackName }: ConsoleStackProps) {
    super(scope, id, { env, stackName });
    new SiteFiles(this, 'Files', {
      bucket: served.site,
      distribution: served.cdn.distribution,
      config: clientConfig(this, identity.people),
    });
  }
}
