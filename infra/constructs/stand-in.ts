import { Annotations } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { settingsOf } from '../settings.ts';

/** Synth may work with a stand-in for what is fetched or built; a deployment may not. */
export const reportStandIn = (scope: Construct, what: string): void => {
  const { complete } = settingsOf(scope);
  const annotations = Annotations.of(scope);
  if (complete) annotations.addError(`${what} is a stand-in: npm run deploy was to put the real one there`);
  else annotations.addInfo(`${what} is a stand-in; npm run deploy puts the real one there`);
};
