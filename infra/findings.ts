import { type PolicyValidationPluginReport, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import type { IConstruct } from 'constructs';

/** A finding of cdk-nag that stays, where, and why. A row that nothing matches any more is to be removed. */
type Accepted = { readonly rule: RegExp; readonly at: RegExp; readonly why: string };

const accepted: readonly Accepted[] = [
  {
    rule: /^APIG4$/,
    at: /^api\//,
    why: 'serve.ts verifies the token and the permission of every route, so that home, API keys and Cognito have one way in; routes that are open say so, and a test lists them',
  },
  {
    rule: /^IAM5\[Resource::\*\]$/,
    at: /(Function|Handler|Maker|Marks|TakeOver|^workflows\/Batch|Workers\/[\w-]+|^reactions\/[\w-]+)\/Role\/DefaultPolicy/,
    why: 'X-Ray takes no resource: xray:PutTraceSegments and PutTelemetryRecords stand alone in this statement',
  },
  {
    rule: /^IAM5\[Resource::\*\]$/,
    at: /^workflows\/.*\/Machine\/Role/,
    why: 'X-Ray, the delivery of logs, and StopTask and DescribeTasks for tasks that have no name before they run take no resource',
  },
  {
    rule: /^IAM5\[Resource::.*Arn\w*>?:\*\]$/,
    at: /^workflows\/.*\/Machine\/Role/,
    why: 'the versions of the very functions that the workflow calls',
  },
  {
    rule: /^IAM5\[Resource::arn:.*:states:.*:execution:.*:\*\]$/,
    at: /^(api|reactions|workflows\/Batch|workflows\/batch\/Machine\/DistributedMapPolicy)\b/,
    why: 'the executions of our own machines, whose names are the ids of jobs',
  },
  {
    rule: /^IAM5\[Resource::.*\/(raw|processed|work)\/\*(\.(call|result)\.json)?\]$/,
    at: /^(api|reactions|compute|workflows)\//,
    why: 'the objects under a prefix of the media bucket, whose keys are made when media comes',
  },
  {
    rule: /^IAM5\[Resource::\*\]$/,
    at: /^compute\/Worker\/Worker\/ExecutionRole/,
    why: 'ecr:GetAuthorizationToken takes no resource',
  },
  {
    rule: /^ECS2$/,
    at: /^compute\/Worker\//,
    why: 'the variables name a table and a bucket; secrets are read by ARN',
  },
  {
    rule: /^ECS4$/,
    at: /^compute\/Worker\//,
    why: 'Container Insights costs by the metric while nothing runs; tasks live for minutes, and Step Functions reports each',
  },
  {
    rule: /^VPC7$/,
    at: /^compute\/Worker\//,
    why: 'nothing listens in it and nothing may come in; flow logs would cost more than the network',
  },
  {
    rule: /^SQS3$/,
    at: /^(reactions|notifications\/Webhooks)\/Lost\//,
    why: 'it is where events end that were given up: nothing takes them from it but a person, and an alarm tells of them',
  },
  { rule: /^CFR1$/, at: /^front\/Cdn\//, why: 'a team may sit anywhere; whom to exclude is its own decision' },
  {
    rule: /^CFR2$/,
    at: /^front\/Cdn\//,
    why: 'a web ACL costs by the month while idle; rate limits and sign-in stand behind it, and DESIGN sets WAF aside for those who ask',
  },
  {
    rule: /^CFR3$/,
    at: /^front\/Cdn\//,
    why: 'its log is a delivery of its own (edge-log.ts), which leaves out addresses: they hold the tokens of links',
  },
  {
    rule: /^CFR4$/,
    at: /^front\/Cdn\//,
    why: "CloudFront's own certificate fixes the version; with the setting domain it is TLS 1.2 of 2021",
  },
  { rule: /^COG2$/, at: /^identity\//, why: 'MFA is offered to all and required by the setting mfa' },
  {
    rule: /^COG8$/,
    at: /^identity\//,
    why: 'the Plus plan costs by the user; only admins make accounts, and guesses are throttled by Cognito itself',
  },
  {
    rule: /^SMG4$/,
    at: /^front\/Cdn\//,
    why: 'a new origin secret or signing key has to reach CloudFront and functions together: that is a deployment, told in docs/operations',
  },
  {
    rule: /^(IAM4|IAM5|L1)/,
    at: /^console\/Custom::CDKBucketDeployment/,
    why: "CDK's own function that copies the console's files; it reads its assets and writes the site's bucket",
  },
  {
    rule: /^(IAM4|IAM5|L1)/,
    at: /^front\/Cdn\/SigningKey\/Provider/,
    why: "CDK's own function that answers CloudFormation; it may call our maker of keys",
  },
  {
    rule: /^(IAM4|IAM5|L1)/,
    at: /^front\/(AWS679f53fac002430cb0da5b7982bd2287|Cdn\/Log)\//,
    why: "CDK's own function that makes the delivery of CloudFront's log; deliveries get their ids when they are made",
  },
];

const nodeAt = (app: IConstruct, path: string): IConstruct =>
  path.split('/').reduce((node, id) => node.node.findChild(id), app);

/**
 * AWS Solutions' checks, after what the table accepts is acknowledged on its own resource. It happens when the
 * templates are there, because a finding's name holds the resolved names of other stacks.
 */
export class AcceptedChecks extends AwsSolutionsChecks {
  /** The rows that matched nothing in the last run. */
  unused: readonly Accepted[] = accepted;

  override validateScope(app: IConstruct): PolicyValidationPluginReport {
    const used = new Set<Accepted>();
    for (const { ruleName, violatingResources } of super.validateScope(app).violations)
      for (const { constructPath = '' } of violatingResources) {
        const row = accepted.find(({ rule, at }) => rule.test(ruleName.slice(prefix.length)) && at.test(constructPath));
        if (!row) continue;
        used.add(row);
        Validations.of(nodeAt(app, constructPath)).acknowledge({ id: ruleName, reason: row.why });
      }
    this.unused = accepted.filter((row) => !used.has(row));
    return super.validateScope(app);
  }
}

const prefix = 'AwsSolutions-';
