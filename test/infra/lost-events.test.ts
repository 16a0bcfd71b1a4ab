import { describe, expect, it } from 'vitest';
import { listOf, resourcesOf, statementsOf } from './support/templates.ts';

const text = (value: unknown): string => JSON.stringify(value);

describe.each(['aws', 'local'] as const)('events that every try fails on, target %s', (target) => {
  const [queue] = resourcesOf(target, 'AWS::SQS::Queue').filter(({ stack }) => stack === 'reactions');
  const isLost = (arn: unknown): boolean => text(arn).includes(queue?.id as string);
  const functions = resourcesOf(target, 'AWS::Lambda::Function').filter(({ stack }) => stack === 'reactions');

  it('are kept for 14 days, encrypted', () => {
    expect(queue?.Properties).toMatchObject({ MessageRetentionPeriod: 14 * 86_400, SqsManagedSseEnabled: true });
  });

  it('come from every reaction, whoever called it', () => {
    const kept = resourcesOf(target, 'AWS::Lambda::EventInvokeConfig');
    const named = kept.map(({ Properties }) => Properties['FunctionName'].Ref);

    expect(functions.length).toBeGreaterThanOrEqual(8);
    expect(functions.map(({ id }) => id).filter((id) => !named.includes(id))).toEqual([]);
    for (const { Properties } of kept) {
      expect(Properties).toMatchObject({ MaximumRetryAttempts: 2, MaximumEventAgeInSeconds: 6 * 3600 });
      expect(isLost(Properties['DestinationConfig'].OnFailure.Destination)).toBe(true);
    }
  });

  it('come from the stream of the table once the record that fails is alone and was tried ten times', () => {
    const streams = resourcesOf(target, 'AWS::Lambda::EventSourceMapping').filter(
      ({ Properties }) => Properties['StartingPosition'],
    );

    expect(streams).toHaveLength(1);
    for (const { Properties } of streams) {
      expect(Properties).toMatchObject({ BisectBatchOnFunctionError: true, MaximumRetryAttempts: 10 });
      // Nothing that it is called with answers which records failed: a batch that fails is thrown.
      expect(Properties['FunctionResponseTypes']).toBeUndefined();
      expect(isLost(Properties['DestinationConfig'].OnFailure.Destination)).toBe(true);
    }
  });

  it('come from every rule and topic that could not reach its function', () => {
    const targets = resourcesOf(target, 'AWS::Events::Rule')
      .filter(({ stack }) => stack === 'reactions')
      .flatMap(({ Properties }) => Properties['Targets']);
    const [subscription, ...others] = resourcesOf(target, 'AWS::SNS::Subscription').filter(
      ({ Properties }) => Properties['Protocol'] === 'lambda',
    );

    expect(targets.length).toBeGreaterThanOrEqual(5);
    for (const { DeadLetterConfig } of targets) expect(isLost(DeadLetterConfig.Arn)).toBe(true);
    expect(others).toEqual([]);
    expect(isLost(subscription?.Properties['RedrivePolicy'].deadLetterTargetArn)).toBe(true);
  });

  it('are sent there by those alone', () => {
    const senders = statementsOf(target).filter(
      ({ statement }) => listOf(statement.Action).includes('sqs:SendMessage') && isLost(statement.Resource),
    );
    const [policy] = resourcesOf(target, 'AWS::SQS::QueuePolicy').filter(({ stack }) => stack === 'reactions');
    const statements: { Effect: string; Condition?: object }[] = policy?.Properties['PolicyDocument'].Statement ?? [];
    const allowed = statements.filter(({ Effect }) => Effect === 'Allow');

    expect(new Set(senders.map(({ at }) => at)).size).toBe(functions.length);
    expect(allowed.length).toBeGreaterThanOrEqual(5);
    expect(allowed.filter(({ Condition }) => !text(Condition).includes('aws:SourceArn'))).toEqual([]);
  });
});
