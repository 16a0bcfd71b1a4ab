import { Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { CookieVault } from '../constructs/cookie-vault.ts';
import { JobTable } from '../constructs/job-table.ts';
import { LogBucket } from '../constructs/log-bucket.ts';
import { MediaBucket } from '../constructs/media-bucket.ts';
import { output } from '../constructs/output.ts';
import { traitsOf } from '../targets.ts';

/** What outlives everything else: records and media. */
export class StorageStack extends Stack {
  readonly jobs: JobTable;
  readonly media: MediaBucket;
  readonly cookies: CookieVault;
  readonly accessLogs: LogBucket | undefined;

  constructor(scope: Construct, id: string, props: StackProps) {
    super(scope, id, props);
    this.accessLogs = traitsOf(this).mediaBucket === 'made' ? new LogBucket(this, 'AccessLogs') : undefined;
    this.jobs = new JobTable(this, 'Jobs');
    this.media = new MediaBucket(this, 'Media', { accessLogs: this.accessLogs?.bucket });
    this.cookies = new CookieVault(this, 'Cookies');
    output(this, 'TableName', this.jobs.table.tableName);
    output(this, 'MediaBucketName', this.media.bucket.bucketName);
    output(this, 'CookiesTable', this.cookies.table.tableName);
    output(this, 'CookiesKey', this.cookies.keyArn);
  }
}
