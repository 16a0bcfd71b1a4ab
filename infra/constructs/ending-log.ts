import { RemovalPolicy } from 'aws-cdk-lib';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import { settingsOf } from '../settings.ts';

/** A log whose lines go after the days that the settings say. */
export const endingLog = (scope: Construct, id: string): LogGroup =>
  new LogGroup(scope, id, { retention: settingsOf(scope).logDays, removalPolicy: RemovalPolicy.DESTROY });
