import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { expect, it } from 'vitest';
import { quotaAlarms } from '../../infra/constructs/alarms.ts';

const aLog = () => new LogGroup(new Stack(new App(), 'reelmill-main-reactions'), 'Log');

it('no quota is watched that nobody set', () => {
  expect(quotaAlarms({}, aLog())).toEqual({});
});

it('a quota is watched by what the hourly measure says in its log', () => {
  const log = aLog();
  const alarms = quotaAlarms({ ownerQuotaBytes: 1000, quotaBytes: 5000 }, log);
  expect(alarms['OwnerOverQuota']).toMatchObject({ above: 0 });
  expect(alarms['StorageOverQuota']).toMatchObject({ above: 5000 });
  const filters = Object.values(Template.fromStack(log.stack).findResources('AWS::Logs::MetricFilter'));
  expect(
    filters.map(({ Properties }) => [Properties.FilterPattern, Properties.MetricTransformations[0].MetricValue]),
  ).toEqual([
    ['{ $.ownersOverQuota = "*" }', '$.ownersOverQuota'],
    ['{ $.storedBytes = "*" }', '$.storedBytes'],
  ]);
});
