import { Aws, Duration, RemovalPolicy } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import { Construct } from 'constructs';
import { settingsOf } from '../settings.ts';
import { traitsOf } from '../targets.ts';
import type { Use } from './engine-function.ts';

/** As `functions/shared/caller.ts` reads them from a token; the lower number wins where one group must be chosen. */
const groups = { admin: 1, user: 2, viewer: 3 };

const domainPrefix = (stage: string): string => `reelmill-${stage}-${Aws.ACCOUNT_ID}`;

/** Where people sign in; known before the pool is, so that pages can be let talk to it and to nothing else. */
export const signInOrigin = (scope: Construct): string =>
  `https://${domainPrefix(settingsOf(scope).stage)}.auth.${Aws.REGION}.amazoncognito.com`;

export type PeopleProps = {
  /** Where the console is, without a slash at the end. */
  readonly origin: string;
};

/** Who may sign in, and how. */
export class People extends Construct {
  readonly pool: cognito.UserPool;
  readonly client: cognito.UserPoolClient;
  readonly domain: cognito.UserPoolDomain;

  constructor(scope: Construct, id: string, { origin }: PeopleProps) {
    super(scope, id);
    const { stage, authCallbacks, mfa } = settingsOf(this);
    this.pool = new cognito.UserPool(this, 'Pool', {
      selfSignUpEnabled: false,
      signInAliases: { email: true },
      autoVerify: { email: true },
      standardAttributes: { email: { required: true, mutable: true } },
      passwordPolicy: {
        minLength: 12,
        requireLowercase: true,
        requireUppercase: true,
        requireDigits: true,
        requireSymbols: true,
        tempPasswordValidity: Duration.days(3),
      },
      mfa: mfa === 'required' ? cognito.Mfa.REQUIRED : cognito.Mfa.OPTIONAL,
      mfaSecondFactor: { otp: true, sms: false },
      accountRecovery: cognito.AccountRecovery.EMAIL_ONLY,
      featurePlan: cognito.FeaturePlan.ESSENTIALS,
      deletionProtection: false,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    for (const [groupName, precedence] of Object.entries(groups))
      new cognito.CfnUserPoolGroup(this, groupName, { userPoolId: this.pool.userPoolId, groupName, precedence });
    this.domain = this.pool.addDomain('Domain', {
      cognitoDomain: { domainPrefix: domainPrefix(stage) },
    });
    this.client = this.pool.addClient('Console', {
      generateSecret: false,
      authFlows: { userPassword: traitsOf(this).passwordSignIn },
      oAuth: {
        flows: { authorizationCodeGrant: true },
        scopes: [cognito.OAuthScope.OPENID, cognito.OAuthScope.EMAIL, cognito.OAuthScope.PROFILE],
        callbackUrls: [`${origin}/signed-in`, ...authCallbacks],
        logoutUrls: [`${origin}/`],
      },
      preventUserExistenceErrors: true,
      enableTokenRevocation: true,
      accessTokenValidity: Duration.hours(1),
      idTokenValidity: Duration.hours(1),
      refreshTokenValidity: Duration.days(30),
    });
  }

  /** Checks tokens, which takes no right, since the pool's keys are public; and what the owner of a key may do. */
  readonly verify: Use = (to) => {
    this.lookUp(to);
    this.pool.grant(to, 'cognito-idp:AdminListGroupsForUser');
    to.addEnvironment('REELMILL_USER_POOL_CLIENT', this.client.userPoolClientId);
  };

  /** Looks an owner's address up. */
  readonly lookUp: Use = (to) => {
    to.addEnvironment('REELMILL_USER_POOL', this.pool.userPoolId);
    this.pool.grant(to, 'cognito-idp:ListUsers');
  };
}
