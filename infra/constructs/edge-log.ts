import { ArnFormat, Aws, Stack } from 'aws-cdk-lib';
import type { IDistribution } from 'aws-cdk-lib/aws-cloudfront';
import * as iam from 'aws-cdk-lib/aws-iam';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import {
  AwsCustomResource,
  AwsCustomResourcePolicy,
  type AwsSdkCall,
  PhysicalResourceId,
  PhysicalResourceIdReference,
} from 'aws-cdk-lib/custom-resources';
import { Construct } from 'constructs';
import { settingsOf } from '../settings.ts';
import { endingLog } from './ending-log.ts';

/**
 * What the log says of a request. Its address, query, cookies and referrer are left out, since whoever reads a link's
 * token or a signed address there can read the file; which behavior answered is told by its pattern, and the gateway's own
 * log names the route. https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/standard-logs-reference.html
 */
const recordFields = [
  'date',
  'time',
  'x-edge-location',
  'c-ip',
  'cs-method',
  'x-host-header',
  'cache-behavior-path-pattern',
  'sc-status',
  'sc-bytes',
  'cs-bytes',
  'sc-content-type',
  'time-taken',
  'time-to-first-byte',
  'x-edge-result-type',
  'x-edge-detailed-result-type',
  'x-edge-request-id',
  'cs-protocol-version',
  'ssl-protocol',
  'cs(User-Agent)',
];

/** CloudFront hands its logs over in this region alone, wherever the stack and the bucket are. */
const region = 'us-east-1';

export type EdgeLogProps = { readonly distribution: IDistribution; readonly bucket: IBucket };

/** The access log of a distribution. CloudFront's older kind takes no choice of fields, and this one no CloudFormation elsewhere. */
export class EdgeLog extends Construct {
  constructor(scope: Construct, id: string, { distribution, bucket }: EdgeLogProps) {
    super(scope, id);
    const name = `reelmill-${settingsOf(this).stage}-${Aws.REGION}`;
    const source = this.#arn('delivery-source', name);
    const destination = this.#arn('delivery-destination', name);
    const delivery = this.#arn('delivery', '*');
    letDeliver(bucket, source);

    const policy = AwsCustomResourcePolicy.fromStatements([
      allow(['logs:PutDeliverySource', 'logs:DeleteDeliverySource'], source),
      allow(['logs:PutDeliveryDestination', 'logs:DeleteDeliveryDestination'], destination),
      allow(['logs:CreateDelivery'], source, destination, delivery),
      allow(['logs:UpdateDeliveryConfiguration', 'logs:DeleteDelivery'], delivery),
      allow(['cloudfront:AllowVendedLogDeliveryForResource'], distribution.distributionArn),
      // to see that the delivery is allowed already
      allow(['s3:GetBucketPolicy'], bucket.bucketArn),
    ]);
    const logGroup = endingLog(this, 'Logs');
    const made = (what: string, calls: Calls) =>
      new AwsCustomResource(this, what, { ...calls, policy, logGroup, installLatestAwsSdk: false });

    const from = made('Source', {
      onUpdate: put('PutDeliverySource', name, { resourceArn: distribution.distributionArn, logType: 'ACCESS_LOGS' }),
      onDelete: call('DeleteDeliverySource', { name }),
    });
    const to = made('Destination', {
      onUpdate: put('PutDeliveryDestination', name, {
        outputFormat: 'w3c',
        deliveryDestinationConfiguration: { destinationResourceArn: bucket.bucketArn },
      }),
      onDelete: call('DeleteDeliveryDestination', { name }),
    });
    const itself = { id: new PhysicalResourceIdReference() };
    const joined = { deliverySourceName: name, deliveryDestinationArn: destination, recordFields };
    const between = made('Delivery', {
      onCreate: {
        ...call('CreateDelivery', joined),
        physicalResourceId: PhysicalResourceId.fromResponse('delivery.id'),
      },
      onUpdate: call('UpdateDeliveryConfiguration', { ...itself, recordFields }),
      onDelete: call('DeleteDelivery', itself),
    });
    between.node.addDependency(from, to, bucket);
  }

  #arn(resource: string, resourceName: string): string {
    const arnFormat = ArnFormat.COLON_RESOURCE_NAME;
    return Stack.of(this).formatArn({ service: 'logs', region, resource, resourceName, arnFormat });
  }
}

type Calls = { readonly onCreate?: AwsSdkCall; readonly onUpdate: AwsSdkCall; readonly onDelete: AwsSdkCall };

const call = (action: string, parameters: Record<string, unknown>): AwsSdkCall => ({
  service: 'CloudWatchLogs',
  action,
  parameters,
  region,
});

/** Makes or changes what has this name. */
const put = (action: string, name: string, parameters: Record<string, unknown>): AwsSdkCall => ({
  ...call(action, { name, ...parameters }),
  physicalResourceId: PhysicalResourceId.of(name),
});

const allow = (actions: string[], ...resources: string[]): iam.PolicyStatement =>
  new iam.PolicyStatement({ actions, resources });

const letDeliver = (bucket: IBucket, source: string): void => {
  bucket.addToResourcePolicy(
    new iam.PolicyStatement({
      principals: [new iam.ServicePrincipal('delivery.logs.amazonaws.com')],
      actions: ['s3:PutObject'],
      resources: [bucket.arnForObjects(`AWSLogs/${Aws.ACCOUNT_ID}/CloudFront/*`)],
      conditions: {
        StringEquals: { 's3:x-amz-acl': 'bucket-owner-full-control', 'aws:SourceAccount': Aws.ACCOUNT_ID },
        ArnLike: { 'aws:SourceArn': source },
      },
    }),
  );
};
