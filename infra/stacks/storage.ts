import { Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { JobTable } from '../constructs/job-table.ts';
import { LogBucket } from '../constructs/log-bucket.ts';
import { MediaBucket } from '../constructs/media-bucket.ts';
import { output } from '../constructs/output.ts';
import { traitsOf } from '../targets.ts';

/** What outlives everything else: records and media. */
export class StorageStack extends Stack {
  readonly jobs: JobTable;
  readonly media: MediaBucket;
  readonly accessLogs: LogBucket | undefined;

  constructor(scope: Construct, id: string, props: StackProps) {
    super(scope, id, props);
    this.accessLogs = traitsOf(this).mediaBucket === 'made' ? new LogBucket(this, 'AccessLogs') : undefined;
    this.jobs = new JobTable(this, 'Jobs');
    this.media = new MediaBucket(this, 'Media', { accessLogs: this.accessLogs?.bucket });
    output(this, 'TableName', this.jobs.table.tableName);
    output(this, 'MediaBucketName', this.media.bucket.bucketName);
  }
}
