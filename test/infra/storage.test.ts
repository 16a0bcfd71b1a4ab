import { describe, expect, it } from 'vitest';
import { listOf, resourcesOf, type Statement } from './support/templates.ts';

const buckets = () => resourcesOf('aws', 'AWS::S3::Bucket');
const media = () => buckets().find(({ id }) => id.startsWith('MediaBucket'))?.Properties ?? {};
const policies = () => resourcesOf('aws', 'AWS::S3::BucketPolicy');

describe('buckets', () => {
  it.each(['BlockPublicAcls', 'BlockPublicPolicy', 'IgnorePublicAcls', 'RestrictPublicBuckets'])(
    'keep the public out: %s',
    (rule) => {
      expect(buckets().map(({ Properties }) => Properties['PublicAccessBlockConfiguration'][rule])).toEqual(
        buckets().map(() => true),
      );
    },
  );

  it('are encrypted, and outlive their stack', () => {
    for (const { Properties, DeletionPolicy } of buckets()) {
      expect(Properties['BucketEncryption']).toBeDefined();
      expect(DeletionPolicy).toBe('Retain');
    }
  });

  it('refuse what comes without TLS', () => {
    const refusing = policies().filter(({ Properties }) =>
      (Properties['PolicyDocument'].Statement as (Statement & { Condition?: unknown })[]).some(
        ({ Effect, Condition }) => Effect === 'Deny' && JSON.stringify(Condition).includes('aws:SecureTransport'),
      ),
    );
    expect(refusing).toHaveLength(buckets().length);
  });

  it('let nobody in who is not named', () => {
    const open = policies().flatMap(({ Properties }) =>
      (Properties['PolicyDocument'].Statement as Statement[]).filter(
        ({ Effect, Principal }) =>
          Effect === 'Allow' && (Principal === '*' || JSON.stringify(Principal) === '{"AWS":"*"}'),
      ),
    );
    expect(open).toEqual([]);
  });
});

describe('the media bucket', () => {
  const rule = (id: string) => media()['LifecycleConfiguration'].Rules.find((each: { Id: string }) => each.Id === id);

  it('ends orphaned uploads and forgets replaced versions within a day', () => {
    expect(rule('forget-the-unfinished-and-the-replaced')).toMatchObject({
      AbortIncompleteMultipartUpload: { DaysAfterInitiation: 7 },
      NoncurrentVersionExpiration: { NoncurrentDays: 1 },
      Status: 'Enabled',
    });
    expect(media()['VersioningConfiguration']).toEqual({ Status: 'Enabled' });
  });

  it('moves kept media to colder classes', () => {
    for (const id of ['raw-goes-cold', 'processed-goes-cold'])
      expect(rule(id).Transitions).toEqual([
        { StorageClass: 'STANDARD_IA', TransitionInDays: 30 },
        { StorageClass: 'GLACIER', TransitionInDays: 120 },
      ]);
  });

  it('empties work/ after 30 days at the latest', () => {
    expect(rule('work-does-not-stay')).toMatchObject({ Prefix: 'work/', ExpirationInDays: 30 });
  });

  it('tells EventBridge of its objects', () => {
    expect(media()['NotificationConfiguration']).toEqual({ EventBridgeConfiguration: { EventBridgeEnabled: true } });
  });

  it('lets browsers send parts and read their ETags', () => {
    const [cors] = media()['CorsConfiguration'].CorsRules;
    expect(cors.AllowedMethods).toContain('PUT');
    expect(cors.ExposedHeaders).toContain('ETag');
  });

  it('stands already at home, under the name of the object store', () => {
    expect(resourcesOf('local', 'AWS::S3::Bucket')).toEqual([]);
  });
});

describe('the job table', () => {
  const [table] = ['AWS::DynamoDB::GlobalTable'];
  it.each(['aws', 'local'] as const)('is encrypted, restorable, streamed and kept, target %s', (target) => {
    const [found, ...others] = resourcesOf(target, table as string).filter(({ id }) => !id.startsWith('Cookies'));
    expect(others).toEqual([]);
    expect(found?.DeletionPolicy).toBe('Retain');
    expect(found?.Properties).toMatchObject({
      BillingMode: 'PAY_PER_REQUEST',
      SSESpecification: { SSEEnabled: true },
      StreamSpecification: { StreamViewType: 'NEW_AND_OLD_IMAGES' },
      TimeToLiveSpecification: { AttributeName: 'ttl', Enabled: true },
    });
    expect(listOf(found?.Properties['Replicas'])[0]).toMatchObject({
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
    });
  });
});

describe('queues and topics', () => {
  it('are encrypted, refuse what comes without TLS, and keep their dead letters', () => {
    const queues = resourcesOf('aws', 'AWS::SQS::Queue');
    expect(queues.map(({ Properties }) => Properties['SqsManagedSseEnabled'])).toEqual(queues.map(() => true));
    expect(queues.length).toBeGreaterThanOrEqual(5);
    const work = queues.find(({ Properties }) => Properties['RedrivePolicy']);
    expect(work?.Properties['RedrivePolicy'].maxReceiveCount).toBe(6);
    expect(resourcesOf('aws', 'AWS::SQS::QueuePolicy')).toHaveLength(queues.length);
    expect(resourcesOf('aws', 'AWS::SNS::TopicPolicy').length).toBe(resourcesOf('aws', 'AWS::SNS::Topic').length);
  });
});
