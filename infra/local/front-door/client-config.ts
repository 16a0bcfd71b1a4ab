import type { Outputs } from '../outputs.ts';

const fiveTiB = 5 * 1024 ** 4;

/** What the console must know before anyone has signed in; in AWS the console's stack writes the same file. */
export const clientConfig = (origin: string, { UserPoolId, UserPoolClientId }: Outputs) => ({
  home: true,
  stage: 'home',
  authority: `https://cognito-idp.us-east-1.amazonaws.com/${UserPoolId}`,
  clientId: UserPoolClientId,
  endpoints: {
    authorization: `${origin}/oauth2/authorize`,
    token: `${origin}/oauth2/token`,
    endSession: `${origin}/logout`,
    jwks: `${origin}/${UserPoolId}/.well-known/jwks.json`,
  },
  mail: true,
  maxUploadBytes: fiveTiB,
});
