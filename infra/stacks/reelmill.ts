import { App, type AppProps, type Stack } from 'aws-cdk-lib';
import type { Product } from '../product.ts';
import { placeSettings, type Settings } from '../settings.ts';
import { ApiStack } from './api.ts';
import { ComputeStack } from './compute.ts';
import { FrontStack } from './front.ts';
import { IdentityStack } from './identity.ts';
import { NotificationsStack } from './notifications.ts';
import { ReactionsStack } from './reactions.ts';
import { StorageStack } from './storage.ts';
import { WorkflowsStack } from './workflows.ts';

/** Fixes of the library that would change templates of old apps; this one is new. */
const flags = {
  '@aws-cdk/core:defaultCrossStackReferences': 'strong',
  '@aws-cdk/aws-iam:minimizePolicies': true,
  '@aws-cdk/aws-s3:createDefaultLoggingPolicy': true,
  '@aws-cdk/aws-ec2:restrictDefaultSecurityGroup': false,
  '@aws-cdk/core:enablePartitionLiterals': true,
};

export const newApp = (props: AppProps = {}): App =>
  new App({ ...props, context: { ...flags, ...props.context }, analyticsReporting: false, treeMetadata: false });

/** All stacks, in the order in which they lean on each other. */
export const composeReelmill = (app: App, settings: Settings, product: Product): readonly Stack[] => {
  placeSettings(app, settings);
  const { stage, region = process.env['CDK_DEFAULT_REGION'] } = settings;
  const env = { account: process.env['CDK_DEFAULT_ACCOUNT'], region };
  const named = (part: string) => ({ env, stackName: `reelmill-${stage}-${part}` });

  const storage = new StorageStack(app, 'storage', named('storage'));
  const front = new FrontStack(app, 'front', { storage, ...named('front') });
  const identity = new IdentityStack(app, 'identity', { front, ...named('identity') });
  const notifications = new NotificationsStack(app, 'notifications', named('notifications'));
  const compute = new ComputeStack(app, 'compute', { storage, operations: product.operations, ...named('compute') });
  const workflows = new WorkflowsStack(app, 'workflows', { storage, compute, ...named('workflows') });
  const api = new ApiStack(app, 'api', { product, storage, front, identity, workflows, ...named('api') });
  const reactions = new ReactionsStack(app, 'reactions', {
    ...{ storage, front, identity, notifications, compute, workflows },
    ...named('reactions'),
  });
  return [storage, front, identity, notifications, compute, workflows, api, reactions];
};
