import { describe, expect, it } from 'vitest';
import { costOf, idleCost } from '../../infra/cost.ts';
import { alarmMetrics, keys, secrets } from '../../infra/idle.ts';
import { byMinutes } from '../../infra/placement/rule.ts';
import { workflows } from '../../statemachines/all.ts';
import { resourcesOf } from './support/templates.ts';

const alarms = () => resourcesOf('aws', 'AWS::CloudWatch::Alarm');

describe('alarms', () => {
  it('cover what somebody has to look at, and say what it is', () => {
    expect(
      alarms()
        .map(({ Properties }) => Properties['AlarmDescription'])
        .sort(),
    ).toMatchInlineSnapshot(`
      [
        "a workflow ran into its own end of time",
        "an operation took its workers down again and again",
        "dead letters are not being answered",
        "events were given up after every try: npm run redrive has them handled again",
        "functions behind the API are throttled: the account allows too few at once",
        "more than 10 jobs failed in 5 minutes",
        "one call in twenty took over 5 s for a quarter of an hour",
        "reactions failed more than 3 times in 5 minutes",
        "reactions failed more than 3 times in 5 minutes",
        "the API answered more than 5 calls in 5 minutes with a fault of ours",
        "webhooks could not be tried, by a fault of ours: mend it, then redrive the queue Lost of notifications",
        "what workflows call to mark jobs and to take results over failed more than 3 times in 5 minutes",
        "work has waited for a worker for an hour",
      ]
    `);
  });

  it('watch everything of ours that a workflow or an event calls and that is no work', () => {
    const ours = resourcesOf('aws', 'AWS::Lambda::Function').filter(({ stack }) =>
      ['workflows', 'reactions'].includes(stack),
    );
    const failing = alarms().filter(({ Properties }) =>
      /failed more than 3 times/.test(Properties['AlarmDescription']),
    );
    const watched = JSON.stringify(failing);

    expect(ours.length).toBeGreaterThanOrEqual(10);
    expect(ours.map(({ id }) => id).filter((id) => !watched.includes(id))).toEqual([]);
  });

  it('all reach the topic, and the topic the address', () => {
    for (const { Properties } of alarms()) expect(Properties['AlarmActions']).toHaveLength(1);
    const mails = resourcesOf('aws', 'AWS::SNS::Subscription').filter(
      ({ Properties }) => Properties['Protocol'] === 'email',
    );
    expect(mails.map(({ Properties }) => Properties['Endpoint'])).toEqual(['alarms@example.com']);
  });

  it('are calm while nothing runs', () => {
    expect(alarms().every(({ Properties }) => Properties['TreatMissingData'] === 'notBreaching')).toBe(true);
  });
});

describe('reactions', () => {
  const rules = (target: 'aws' | 'local') =>
    resourcesOf(target, 'AWS::Events::Rule').map(({ Properties }) => Properties);

  it('hear of objects from S3 in AWS and from the bridge at home, under raw/ only', () => {
    const created = (target: 'aws' | 'local') =>
      rules(target).find(({ EventPattern }) => EventPattern?.['detail-type']?.includes('Object Created'))?.[
        'EventPattern'
      ];
    expect(created('aws')).toMatchObject({ source: ['aws.s3'], detail: { object: { key: [{ prefix: 'raw/' }] } } });
    expect(created('local')).toMatchObject({ source: ['media.s3'], detail: { object: { key: [{ prefix: 'raw/' }] } } });
  });

  it('close jobs whose workflow failed, timed out or was aborted', () => {
    const ended = rules('aws').find(({ EventPattern }) => EventPattern?.source?.includes('aws.states'))?.[
      'EventPattern'
    ];
    expect(ended?.detail.status).toEqual(['FAILED', 'TIMED_OUT', 'ABORTED']);
    expect(ended?.detail.stateMachineArn).toHaveLength(workflows.length);
  });

  it('sweep every five minutes, and measure what is stored every hour', () => {
    expect(
      rules('aws')
        .map(({ ScheduleExpression }) => ScheduleExpression)
        .filter(Boolean)
        .sort(),
    ).toEqual(['rate(1 hour)', 'rate(5 minutes)']);
  });
});

describe('nothing that costs while idle', () => {
  it.each([
    'AWS::EC2::NatGateway',
    'AWS::EC2::EIP',
    'AWS::ECS::Service',
    'AWS::ElasticLoadBalancingV2::LoadBalancer',
    'AWS::WAFv2::WebACL',
    'AWS::RDS::DBInstance',
  ])('has no %s', (type) => {
    expect(resourcesOf('aws', type)).toEqual([]);
  });

  it('reaches S3 and DynamoDB by gateway endpoints, which cost nothing', () => {
    expect(resourcesOf('aws', 'AWS::EC2::VPCEndpoint').map(({ Properties }) => Properties['VpcEndpointType'])).toEqual([
      'Gateway',
      'Gateway',
    ]);
  });

  it('lets nothing into the network of the containers', () => {
    const groups = resourcesOf('aws', 'AWS::EC2::SecurityGroup');
    expect(groups.flatMap(({ Properties }) => Properties['SecurityGroupIngress'] ?? [])).toEqual([]);
    expect(resourcesOf('aws', 'AWS::EC2::SecurityGroupIngress')).toEqual([]);
  });

  it('costs a month what the estimate says', () => {
    const metrics = alarms().reduce(
      (sum, { Properties }) =>
        sum + (Properties['Metrics']?.filter(({ MetricStat }: { MetricStat?: unknown }) => MetricStat).length ?? 1),
      0,
    );
    expect(metrics).toBe(alarmMetrics);
    expect(resourcesOf('aws', 'AWS::SecretsManager::Secret')).toHaveLength(secrets);
    expect(resourcesOf('aws', 'AWS::KMS::Key')).toHaveLength(keys);
    expect(idleCost({ alarmMetrics, secrets, keys })).toBeLessThan(7);
  });
});

describe('the cost of a run', () => {
  const needs = { cpu: 4, memoryMiB: 8192, diskGiB: 40, minutes: 90, tools: [] };
  const rule = byMinutes({ upTo: 8, scratchGiB: 8, then: 'lambda', otherwise: 'fargate' });

  it('is Lambda’s by the second of memory while it is short', () => {
    const { place, dollars } = costOf({ needs, rule, minutes: 5 }, true);
    expect(place).toBe('lambda');
    expect(dollars).toBeCloseTo(8 * 300 * 0.0000133334, 3);
  });

  it('is Fargate’s by the hour when it is long, at the price of spare capacity', () => {
    const spot = costOf({ needs, rule, minutes: 59 }, true);
    const full = costOf({ needs, rule, minutes: 59 }, false);
    expect(full.place).toBe('fargate');
    expect(full.dollars).toBeCloseTo(4 * 0.03238 + 8 * 0.00356 + 20 * 0.000111, 4);
    expect(spot.dollars).toBeLessThan(full.dollars / 3);
  });

  it('is nothing on a machine of one’s own', () => {
    expect(costOf({ needs, rule: 'queue:compute', minutes: 60 }, true)).toEqual({ place: 'queue:compute', dollars: 0 });
  });
});
