import {
  AdminGetUserCommand,
  AdminSetUserPasswordCommand,
  CognitoIdentityProviderClient,
  InitiateAuthCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { putPerson } from '../put-person.ts';
import type { Outputs } from './outputs.ts';
import { demoUser } from './secrets.ts';
import { awsClient, type Stack } from './stack.ts';

const isNamed = (failure: unknown, name: string): boolean => (failure as Error).name === name;

/** The one account of a new installation: an admin with a verified address and the folder's own password. */
export const ensureDemoUser = async (stack: Stack, { UserPoolId }: Outputs): Promise<void> => {
  const cognito = new CognitoIdentityProviderClient(awsClient(stack));
  const who = { UserPoolId, Username: demoUser };
  const known = await cognito.send(new AdminGetUserCommand(who)).then(
    ({ UserStatus }) => UserStatus === 'CONFIRMED',
    (failure) => {
      if (isNamed(failure, 'UserNotFoundException')) return false;
      throw failure;
    },
  );
  if (known) return;
  const person = { pool: UserPoolId, email: demoUser, group: 'admin' } as const;
  await putPerson(cognito, person, { MessageAction: 'SUPPRESS' });
  const Password = stack.secrets.demoPassword;
  await cognito.send(new AdminSetUserPasswordCommand({ ...who, Password, Permanent: true }));
  cognito.destroy();
};

/** An access token of the demo user, as the hosted sign-in would give it. */
export const signIn = async (stack: Stack, { UserPoolClientId }: Outputs): Promise<string> => {
  // Patient: the emulator may be on its way back.
  const cognito = new CognitoIdentityProviderClient({ ...awsClient(stack), maxAttempts: 12 });
  const { AuthenticationResult } = await cognito.send(
    new InitiateAuthCommand({
      AuthFlow: 'USER_PASSWORD_AUTH',
      ClientId: UserPoolClientId,
      AuthParameters: { USERNAME: demoUser, PASSWORD: stack.secrets.demoPassword },
    }),
  );
  cognito.destroy();
  if (!AuthenticationResult?.AccessToken) throw new Error(`${demoUser} could not sign in; was the password changed?`);
  return AuthenticationResult.AccessToken;
};
