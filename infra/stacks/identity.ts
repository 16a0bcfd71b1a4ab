import { Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { output } from '../constructs/output.ts';
import { People } from '../constructs/people.ts';
import type { FrontStack } from './front.ts';

export type IdentityStackProps = StackProps & { readonly front: FrontStack };

/** Who may sign in. */
export class IdentityStack extends Stack {
  readonly people: People;

  constructor(scope: Construct, id: string, { front, env, stackName }: IdentityStackProps) {
    super(scope, id, { env, stackName });
    this.people = new People(this, 'People', { origin: front.origin });
    output(this, 'UserPoolId', this.people.pool.userPoolId);
    output(this, 'UserPoolClientId', this.people.client.userPoolClientId);
    output(this, 'HostedUiDomain', this.people.domain.baseUrl());
  }
}
