import { App, type AppProps } from 'aws-cdk-lib';
import cdk from '../../cdk.json' with { type: 'json' };
import type { Product } from '../product.ts';
import { placeSettings, type Settings } from '../settings.ts';
import { traitsOf } from '../targets.ts';
import { ApiStack } from './api.ts';
import { ComputeStack } from './compute.ts';
import { ConsoleStack } from './console.ts';
import { FrontStack } from './front.ts';
import { IdentityStack } from './identity.ts';
import { NotificationsStack } from './notifications.ts';
import { ObservabilityStack } from './observability.ts';
import { ReactionsStack } from './reactions.ts';
import { StorageStack } from './storage.ts';
import { WorkflowsStack } from './workflows.ts';

/** Checking every template against the schemas of AWS takes seconds, which the emulator's users need not wait for. */
export const newApp = ({ target }: Settings, props: AppProps = {}): App =>
  new App({
    ...props,
    context: { ...cdk.context, ...props.context },
    analyticsReporting: false,
    treeMetadata: false,
    builtinCloudFormationValidation: target === 'aws',
  });

/** All stacks, in the order in which they lean on each other. */
export const composeReelmill = (app: App, settings: Settings, product: Product): void => {
  placeSettings(app, settings);
  const { stage, region = process.env['CDK_DEFAULT_REGION'] } = settings;
  const env = { account: process.env['CDK_DEFAULT_ACCOUNT'], region };
  const named = (part: string) => ({ env, stackName: `reelmill-${stage}-${part}` });

  const storage = new StorageStack(app, 'storage', named('storage'));
  const front = new FrontStack(app, 'front', { storage, product, ...named('front') });
  const identity = new IdentityStack(app, 'identity', { front, ...named('identity') });
  const notifications = new NotificationsStack(app, 'notifications', named('notifications'));
  const compute = new ComputeStack(app, 'compute', { storage, operations: product.operations, ...named('compute') });
  const workflows = new WorkflowsStack(app, 'workflows', { storage, compute, ...named('workflows') });
  const api = new ApiStack(app, 'api', {
    ...{ product, storage, front, identity, notifications, compute, workflows },
    ...named('api'),
  });
  const reactions = new ReactionsStack(app, 'reactions', {
    ...{ storage, front, identity, notifications, compute, workflows },
    ...named('reactions'),
  });
  if (front.served) new ConsoleStack(app, 'console', { served: front.served, identity, ...named('console') });
  if (traitsOf(app).alarms)
    new ObservabilityStack(app, 'observability', {
      ...{ storage, front, notifications, compute, workflows, api, reactions },
      ...named('observability'),
    });
};
