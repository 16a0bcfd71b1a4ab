import { RemovalPolicy } from 'aws-cdk-lib';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as iam from 'aws-cdk-lib/aws-iam';
import { FilterCriteria, type Function as LambdaFunction, StartingPosition } from 'aws-cdk-lib/aws-lambda';
import * as sources from 'aws-cdk-lib/aws-lambda-event-sources';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { tableIndexes, tableKeys } from '#shared/aws/table.ts';
import type { Use } from './engine-function.ts';

const string = (name: string): dynamodb.Attribute => ({ name, type: dynamodb.AttributeType.STRING });

const itemActions = ['GetItem', 'BatchGetItem', 'Query', 'ConditionCheckItem'];
const writeActions = ['PutItem', 'UpdateItem', 'DeleteItem', 'BatchWriteItem'];

/** The one table, made from the same names that the code reads and writes it by. */
export class JobTable extends Construct {
  readonly table: dynamodb.TableV2;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.table = new dynamodb.TableV2(this, 'Table', {
      partitionKey: string(tableKeys.partition),
      sortKey: string(tableKeys.sort),
      timeToLiveAttribute: tableKeys.timeToLive,
      billing: dynamodb.Billing.onDemand(),
      encryption: dynamodb.TableEncryptionV2.awsManagedKey(),
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      dynamoStream: dynamodb.StreamViewType.NEW_AND_OLD_IMAGES,
      deletionProtection: false,
      removalPolicy: RemovalPolicy.RETAIN,
      globalSecondaryIndexes: Object.entries(tableIndexes).map(([indexName, { partition, sort, includes }]) => ({
        indexName,
        partitionKey: string(partition),
        sortKey: string(sort),
        ...(includes.length > 0
          ? { projectionType: dynamodb.ProjectionType.INCLUDE, nonKeyAttributes: [...includes] }
          : { projectionType: dynamodb.ProjectionType.KEYS_ONLY }),
      })),
    });
  }

  /** Reads and writes items; nothing of the table itself. */
  readonly readWrite: Use = (to) => {
    to.addEnvironment('REELMILL_TABLE', this.table.tableName);
    this.grantReadWrite(to);
  };

  grantReadWrite(to: iam.IGrantable): void {
    const { tableArn } = this.table;
    iam.Grant.addToPrincipal({
      grantee: to,
      actions: [...itemActions, ...writeActions].map((action) => `dynamodb:${action}`),
      resourceArns: [tableArn, ...Object.keys(tableIndexes).map((index) => `${tableArn}/index/${index}`)],
    });
  }

  /**
   * Calls the function with the changes of records that match one of the patterns, in order for each record. A batch that fails is
   * halved until the record that it fails on is alone; where that one lies in the stream goes to `lost`. A batch fails as a
   * whole: the emulator takes an answer that names the records that failed for a success.
   */
  onChange(handler: LambdaFunction, patterns: readonly Record<string, unknown>[], lost: IQueue): void {
    handler.addEventSource(
      new sources.DynamoEventSource(this.table, {
        startingPosition: StartingPosition.LATEST,
        batchSize: 25,
        bisectBatchOnError: true,
        retryAttempts: 10,
        onFailure: new sources.SqsDlq(lost),
        filters: patterns.map((pattern) => FilterCriteria.filter(pattern)),
      }),
    );
  }
}
