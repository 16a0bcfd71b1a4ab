import { Duration } from 'aws-cdk-lib';
import type { IDistribution } from 'aws-cdk-lib/aws-cloudfront';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import { BucketDeployment, CacheControl, Source } from 'aws-cdk-lib/aws-s3-deployment';
import { Construct } from 'constructs';
import { builtSite } from '../site-content.ts';
import { endingLog } from './ending-log.ts';
import { reportStandIn } from './stand-in.ts';

export type SiteFilesProps = {
  readonly bucket: IBucket;
  readonly distribution: IDistribution;
  /** What `/config.json` holds. */
  readonly config: Record<string, unknown>;
};

/** Puts the site into its bucket: what is named by its hash for a year, all else to be asked for again. */
export class SiteFiles extends Construct {
  constructor(scope: Construct, id: string, { bucket, distribution, config }: SiteFilesProps) {
    super(scope, id);
    const { folders, isStandIn } = builtSite();
    if (isStandIn) reportStandIn(this, 'the console');
    const sources = folders.map((folder) => Source.asset(folder));
    const common = { destinationBucket: bucket, prune: false, memoryLimit: 512, logGroup: endingLog(this, 'Logs') };
    const hashed = new BucketDeployment(this, 'Hashed', {
      ...common,
      sources,
      exclude: ['*'],
      include: ['assets/*'],
      cacheControl: [CacheControl.setPublic(), CacheControl.maxAge(Duration.days(365)), CacheControl.immutable()],
    });
    const pages = new BucketDeployment(this, 'Pages', {
      ...common,
      sources: [...sources, Source.jsonData('config.json', config)],
      exclude: ['assets/*'],
      cacheControl: [CacheControl.noCache()],
      distribution,
      distributionPaths: ['/*'],
    });
    // a page must not come before what it loads
    pages.node.addDependency(hashed);
  }
}
