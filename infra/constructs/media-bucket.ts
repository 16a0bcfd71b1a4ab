import { Aws, Duration, RemovalPolicy } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { uploadDays } from '#shared/upload.ts';
import { settingsOf } from '../settings.ts';
import { traitsOf } from '../targets.ts';
import type { Use } from './engine-function.ts';

export type Prefix = 'raw/' | 'processed/' | 'work/';

/** What is done under which prefixes; what is not named is not allowed. */
type MediaAccess = {
  /** Reads, asks for and signs addresses to read. */
  readonly read?: readonly Prefix[];
  /** Writes whole or in parts, and signs addresses to write. */
  readonly write?: readonly Prefix[];
  /** Removes what is there now, of which the bucket keeps the version for a day. */
  readonly remove?: readonly Prefix[];
  /** Removes every version, and ends uploads that are open. */
  readonly erase?: readonly Prefix[];
  /** Brings back from a colder class. */
  readonly restore?: readonly Prefix[];
};

const actions: Record<keyof MediaAccess, readonly string[]> = {
  read: ['s3:GetObject'],
  write: ['s3:PutObject', 's3:AbortMultipartUpload', 's3:ListMultipartUploadParts'],
  remove: ['s3:DeleteObject'],
  erase: ['s3:DeleteObject', 's3:DeleteObjectVersion', 's3:AbortMultipartUpload'],
  restore: ['s3:RestoreObject'],
};

export type MediaBucketProps = {
  readonly accessLogs: s3.IBucket | undefined;
};

/** Where all media lies: `raw/` as it came, `processed/` as it was made, `work/` in between. */
export class MediaBucket extends Construct {
  readonly bucket: s3.IBucket;

  constructor(scope: Construct, id: string, { accessLogs }: MediaBucketProps) {
    super(scope, id);
    const made = traitsOf(this).mediaBucket === 'made';
    this.bucket = made ? this.#make(accessLogs) : s3.Bucket.fromBucketName(this, 'Bucket', 'media');
  }

  /** Without leave to list, S3 answers 403 for an object that is not there, which nobody could tell from a refusal. */
  readonly use =
    (access: MediaAccess): Use =>
    (to) => {
      to.addEnvironment('REELMILL_MEDIA_BUCKET', this.bucket.bucketName);
      this.grant(to, access);
    };

  /**
   * The bucket as another stack's CloudFront reads it. That stack must not write the bucket's policy, which would make
   * the two stacks wait for each other; the policy here lets any distribution of this account read.
   */
  forReaders(scope: Construct): s3.IBucket {
    const { bucketName, bucketRegionalDomainName } = this.bucket;
    return s3.Bucket.fromBucketAttributes(scope, 'MediaBucket', { bucketName, bucketRegionalDomainName });
  }

  grant(to: iam.IGrantable, access: MediaAccess): void {
    for (const [kind, prefixes] of Object.entries(access) as [keyof MediaAccess, readonly Prefix[]][])
      iam.Grant.addToPrincipal({
        grantee: to,
        actions: [...actions[kind]],
        resourceArns: prefixes.map((prefix) => this.bucket.arnForObjects(`${prefix}*`)),
      });
    iam.Grant.addToPrincipal({
      grantee: to,
      actions: ['s3:ListBucket', ...(access.erase ? ['s3:ListBucketVersions', 's3:ListBucketMultipartUploads'] : [])],
      resourceArns: [this.bucket.bucketArn],
    });
  }

  #make(accessLogs: s3.IBucket | undefined): s3.Bucket {
    const { coldAfterDays, freezeAfterDays, domain, corsOrigins } = settingsOf(this);
    const colder: s3.Transition[] = [
      { storageClass: s3.StorageClass.INFREQUENT_ACCESS, transitionAfter: Duration.days(coldAfterDays) },
      { storageClass: s3.StorageClass.GLACIER, transitionAfter: Duration.days(freezeAfterDays) },
    ];
    const bucket = new s3.Bucket(this, 'Bucket', {
      encryption: s3.BucketEncryption.S3_MANAGED,
      enforceSSL: true,
      blockPublicAccess: s3.BlockPublicAccess.BLOCK_ALL,
      objectOwnership: s3.ObjectOwnership.BUCKET_OWNER_ENFORCED,
      versioned: true,
      removalPolicy: RemovalPolicy.RETAIN,
      ...(accessLogs && { serverAccessLogsBucket: accessLogs, serverAccessLogsPrefix: 'media/' }),
      cors: [
        {
          // every request is signed, so that an origin lends no right; CloudFront's own name is not known here
          allowedOrigins: domain ? [`https://${domain}`, ...corsOrigins] : ['*'],
          allowedMethods: [s3.HttpMethods.GET, s3.HttpMethods.HEAD, s3.HttpMethods.PUT],
          allowedHeaders: ['*'],
          exposedHeaders: ['ETag', 'x-amz-checksum-sha256', 'x-amz-checksum-crc32', 'Content-Range', 'Accept-Ranges'],
          maxAge: 3600,
        },
      ],
      lifecycleRules: [
        {
          id: 'forget-the-unfinished-and-the-replaced',
          abortIncompleteMultipartUploadAfter: Duration.days(uploadDays),
          noncurrentVersionExpiration: Duration.days(1),
          expiredObjectDeleteMarker: true,
        },
        { id: 'raw-goes-cold', prefix: 'raw/', transitions: colder },
        { id: 'processed-goes-cold', prefix: 'processed/', transitions: colder },
        { id: 'work-does-not-stay', prefix: 'work/', expiration: Duration.days(30) },
      ],
    });
    // the construct's own way would add a function to every deployment for this one line
    (bucket.node.defaultChild as s3.CfnBucket).notificationConfiguration = {
      eventBridgeConfiguration: { eventBridgeEnabled: true },
    };
    bucket.addToResourcePolicy(
      new iam.PolicyStatement({
        principals: [new iam.ServicePrincipal('cloudfront.amazonaws.com')],
        actions: ['s3:GetObject'],
        resources: [bucket.arnForObjects('processed/*')],
        conditions: { StringEquals: { 'AWS:SourceAccount': Aws.ACCOUNT_ID } },
      }),
    );
    return bucket;
  }
}
