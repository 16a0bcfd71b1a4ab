import { randomUUID } from 'node:crypto';
import {
  AdminAddUserToGroupCommand,
  AdminCreateUserCommand,
  AdminSetUserPasswordCommand,
  CognitoIdentityProviderClient,
  InitiateAuthCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { inject } from 'vitest';
import type { Role } from '#shared/caller.ts';
import { type Api, apiWith } from './client.ts';
import { connectionTo } from './stack-connection.ts';

export type Person = { readonly owner: string; readonly email: string; readonly token: string; readonly api: Api };

const password = 'Reel-mill-2026!';

type Pool = { readonly pool: string; readonly client: string };

const enrol = async (cognito: CognitoIdentityProviderClient, { pool, client }: Pool, role: Role | null) => {
  const email = `${randomUUID()}@example.org`;
  const who = { UserPoolId: pool, Username: email };
  const UserAttributes = [
    { Name: 'email', Value: email },
    { Name: 'email_verified', Value: 'true' },
  ];
  await cognito.send(new AdminCreateUserCommand({ ...who, UserAttributes, MessageAction: 'SUPPRESS' }));
  await cognito.send(new AdminSetUserPasswordCommand({ ...who, Password: password, Permanent: true }));
  if (role) await cognito.send(new AdminAddUserToGroupCommand({ ...who, GroupName: role }));
  const signIn = new InitiateAuthCommand({
    AuthFlow: 'USER_PASSWORD_AUTH',
    ClientId: client,
    AuthParameters: { USERNAME: email, PASSWORD: password },
  });
  const { AuthenticationResult } = await cognito.send(signIn);
  return { email, token: AuthenticationResult?.AccessToken ?? '' };
};

/** The owner that a token names; whether it may is for the engine to say. */
export const subjectOf = (token: string): string =>
  JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()).sub;

/** A signed-in user of the running installation with nothing of their own yet, and so with rate limits of their own. */
export const aPerson = async (role: Role | null = 'user', given: Partial<Pool> = {}): Promise<Person> => {
  const { outputs } = inject('stack');
  const cognito = new CognitoIdentityProviderClient(connectionTo('control'));
  const pool = { pool: outputs.UserPoolId, client: outputs.UserPoolClientId, ...given };
  const { email, token } = await enrol(cognito, pool, role);
  cognito.destroy();
  return { owner: subjectOf(token), email, token, api: apiWith(token) };
};
