import {
  type AttributeType,
  CognitoIdentityProviderClient,
  ListUsersCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import type { Directory, Person } from '../ports/directory.ts';
import { clientOptions, once, reporting } from './client.ts';

const cognito = once(() => reporting(new CognitoIdentityProviderClient(clientOptions), 'service.unavailable'));

/** An owner is a Cognito subject; nothing else may stand in a filter. */
const subject = /^[0-9a-zA-Z-]{1,64}$/;

const personOf = (owner: string, attributes: readonly AttributeType[]): Person => {
  const value = (name: string): string | null => attributes.find(({ Name }) => Name === name)?.Value || null;
  const email = value('email');
  return {
    owner,
    name: value('name') ?? email ?? owner,
    verifiedEmail: value('email_verified') === 'true' ? email : null,
  };
};

/** Users are looked up by subject: those who came from another identity provider have a user name that is not it. */
export const directory = (pool: string, client: CognitoIdentityProviderClient = cognito()): Directory => ({
  find: async (owner) => {
    if (!subject.test(owner)) return null;
    const list = new ListUsersCommand({ UserPoolId: pool, Filter: `sub = "${owner}"`, Limit: 1 });
    const [user] = (await client.send(list)).Users ?? [];
    return user ? personOf(owner, user.Attributes ?? []) : null;
  },
});
