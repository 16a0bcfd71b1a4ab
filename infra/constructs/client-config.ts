import { Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { settingsOf } from '../settings.ts';
import type { People } from './people.ts';

const fiveTiB = 5 * 1024 ** 4;

/** What the console must know before anyone has signed in: `/config.json`. At home the front door answers the same. */
export const clientConfig = (scope: Construct, { pool, client, domain }: People): Record<string, unknown> => {
  const { stage, maxUploadBytes = fiveTiB } = settingsOf(scope);
  const { region } = Stack.of(scope);
  const signIn = domain.baseUrl();
  return {
    home: false,
    stage,
    authority: `https://cognito-idp.${region}.amazonaws.com/${pool.userPoolId}`,
    clientId: client.userPoolClientId,
    endpoints: {
      authorization: `${signIn}/oauth2/authorize`,
      token: `${signIn}/oauth2/token`,
      endSession: `${signIn}/logout`,
    },
    mail: false,
    maxUploadBytes,
  };
};
