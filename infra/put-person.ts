import {
  AdminAddUserToGroupCommand,
  AdminCreateUserCommand,
  type AdminCreateUserCommandInput,
  type CognitoIdentityProviderClient,
} from '@aws-sdk/client-cognito-identity-provider';
import type { Role } from '#shared/caller.ts';

type Person = { readonly pool: string; readonly email: string; readonly group: Role };
type Telling = Pick<AdminCreateUserCommandInput, 'MessageAction' | 'DesiredDeliveryMediums'>;

/** Puts a person with a verified address into a group of the pool; who is there already only joins the group. */
export const putPerson = async (
  cognito: CognitoIdentityProviderClient,
  { pool: UserPoolId, email, group: GroupName }: Person,
  telling: Telling,
): Promise<void> => {
  const who = { UserPoolId, Username: email };
  const UserAttributes = [
    { Name: 'email', Value: email },
    { Name: 'email_verified', Value: 'true' },
  ];
  await cognito.send(new AdminCreateUserCommand({ ...who, UserAttributes, ...telling })).catch((failure: Error) => {
    if (failure.name !== 'UsernameExistsException') throw failure;
  });
  await cognito.send(new AdminAddUserToGroupCommand({ ...who, GroupName }));
};
