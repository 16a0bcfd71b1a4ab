import { CfnOutput } from 'aws-cdk-lib';
import type { Construct } from 'constructs';

/** An output under exactly this name; no two stacks have the same. */
export const output = (scope: Construct, name: string, value: string): void => {
  new CfnOutput(scope, name, { value }).overrideLogicalId(name);
};
