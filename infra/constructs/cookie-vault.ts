import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import { cookieTableKeys } from '#shared/aws/table.ts';
import type { Use, User } from './engine-function.ts';

const string = (name: string): dynamodb.Attribute => ({ name, type: dynamodb.AttributeType.STRING });

/**
 * The cookies of owners: sealed by a key of their own, in a table of their own. The table has no past that could be
 * restored and no stream, so that what is erased is gone.
 */
export class CookieVault extends Construct {
  readonly table: dynamodb.TableV2;
  readonly #key: kms.Key;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.#key = new kms.Key(this, 'Key', {
      description: 'Seals the cookies that owners keep for downloads',
      enableKeyRotation: true,
      pendingWindow: Duration.days(7),
      removalPolicy: RemovalPolicy.DESTROY,
    });
    this.table = new dynamodb.TableV2(this, 'Table', {
      partitionKey: string(cookieTableKeys.partition),
      sortKey: string(cookieTableKeys.sort),
      timeToLiveAttribute: cookieTableKeys.timeToLive,
      billing: dynamodb.Billing.onDemand(),
      encryption: dynamodb.TableEncryptionV2.awsManagedKey(),
      removalPolicy: RemovalPolicy.DESTROY,
    });
  }

  get keyArn(): string {
    return this.#key.keyArn;
  }

  /** Knows their names, and may do nothing. */
  readonly named: Use = (to) => {
    to.addEnvironment('REELMILL_COOKIES_TABLE', this.table.tableName);
    to.addEnvironment('REELMILL_COOKIES_KEY', this.#key.keyArn);
  };

  /** Sees whose they are and how long they last. */
  readonly look: Use = (to) => {
    to.addEnvironment('REELMILL_COOKIES_TABLE', this.table.tableName);
    this.#grant(to, ['GetItem']);
  };

  /** Puts them in and erases them, and cannot read what is in. */
  readonly keep: Use = (to) => {
    this.named(to);
    this.#grant(to, ['GetItem', 'Query', 'UpdateItem', 'DeleteItem']);
    this.#key.grant(to, 'kms:GenerateDataKey');
  };

  /** Reads and refreshes what is in. */
  readonly open: Use = (to) => {
    this.named(to);
    this.#grant(to, ['GetItem', 'UpdateItem']);
    this.#key.grant(to, 'kms:GenerateDataKey', 'kms:Decrypt');
  };

  #grant(to: User, actions: readonly string[]): void {
    iam.Grant.addToPrincipal({
      grantee: to,
      actions: actions.map((action) => `dynamodb:${action}`),
      resourceArns: [this.table.tableArn],
    });
  }
}
