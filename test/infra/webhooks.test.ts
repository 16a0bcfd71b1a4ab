import { describe, expect, it } from 'vitest';
import { listOf, resourcesOf, statementsOf } from './support/templates.ts';

const text = (value: unknown): string => JSON.stringify(value);

/** Who may do it with what belongs to webhooks. */
const whoMay = (target: 'aws' | 'local', action: string): string[] =>
  statementsOf(target)
    .filter(({ statement }) => listOf(statement.Action).includes(action))
    .filter(({ statement }) => /Webhooks(Key|Queue)/.test(text(statement.Resource)))
    .map(({ at }) => at.replace(/(Function|Handler)?Role.*/, ''))
    .sort();

const told = 'reactions/webhookseventsonjobended';
const poster = 'reactions/webhookseventsdeliver';

describe.each(['aws', 'local'] as const)('webhooks, target %s', (target) => {
  it('have secrets that only who signs and who shows them may read', () => {
    expect(whoMay(target, 'kms:Decrypt')).toEqual(['api/webhooks', poster]);
    expect(whoMay(target, 'kms:GenerateDataKey')).toEqual(['api/webhooks', poster, told]);
  });

  it('have secrets sealed by a key that rotates and outlives the stack, as the table does', () => {
    const [key] = resourcesOf(target, 'AWS::KMS::Key').filter(({ id }) => id.startsWith('Webhooks'));
    expect(key).toMatchObject({ Properties: { EnableKeyRotation: true }, DeletionPolicy: 'Retain' });
  });

  it('wait where only those put them who begin or try one, and only who tries takes them', () => {
    expect(whoMay(target, 'sqs:SendMessage')).toEqual(['api/webhooks', poster, told]);
    expect(whoMay(target, 'sqs:ReceiveMessage')).toEqual([poster]);
  });

  it('are tried one by one, by so many functions at most, for as long as a try may take', () => {
    const [mapping] = resourcesOf(target, 'AWS::Lambda::EventSourceMapping').filter(({ Properties }) =>
      text(Properties['EventSourceArn']).includes('WebhooksQueue'),
    );
    expect(mapping?.Properties).toMatchObject({ BatchSize: 1, ScalingConfig: { MaximumConcurrency: 50 } });
    const [poster] = resourcesOf(target, 'AWS::Lambda::Function').filter(({ id }) =>
      id.includes('webhookseventsdeliver'),
    );
    const [queue] = resourcesOf(target, 'AWS::SQS::Queue').filter(({ id }) => id.startsWith('WebhooksQueue'));
    expect(queue?.Properties['VisibilityTimeout']).toBeGreaterThanOrEqual(2 * poster?.Properties['Timeout']);
    expect(queue?.Properties['RedrivePolicy'].maxReceiveCount).toBe(6);
  });

  it('are told all ends of jobs', () => {
    const rules = resourcesOf(target, 'AWS::Events::Rule').map(({ Properties }) => Properties['EventPattern']);
    const told = { 'detail-type': ['job.succeeded', 'job.failed', 'job.canceled'] };
    expect(rules).toContainEqual(expect.objectContaining(told));
  });
});

it('an alarm tells of webhooks that nobody could try', () => {
  const alarms = resourcesOf('aws', 'AWS::CloudWatch::Alarm').map(({ Properties }) => text(Properties));
  expect(alarms.filter((alarm) => alarm.includes('WebhooksLost'))).toHaveLength(1);
});
