import { Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { EngineApi } from '../constructs/engine-api.ts';
import type { Use } from '../constructs/engine-function.ts';
import { output } from '../constructs/output.ts';
import { settingsOf } from '../settings.ts';
import type { StorageStack } from './storage.ts';

export type FrontStackProps = StackProps & { readonly storage: StorageStack };

/**
 * What callers reach. It comes before the functions behind it, so that sign-in, mails and functions can name the
 * one origin; their routes are added to the API by the stack that makes them.
 */
export class FrontStack extends Stack {
  readonly api: EngineApi;
  /** Where people reach this installation, without a slash at the end. */
  readonly origin: string;

  constructor(scope: Construct, id: string, { env, stackName }: FrontStackProps) {
    super(scope, id, { env, stackName });
    const { origin } = settingsOf(this);
    this.api = new EngineApi(this, 'Api');
    this.origin = origin ?? '';
    output(this, 'ApiId', this.api.api.apiId);
    output(this, 'ApiUrl', this.api.api.apiEndpoint);
  }

  /** Tells a function where people reach this installation. */
  readonly tell: Use = (to) => {
    to.addEnvironment('REELMILL_PUBLIC_URL', this.origin);
  };

  /** What every function behind the API is told. */
  get uses(): readonly Use[] {
    return [this.tell];
  }
}
