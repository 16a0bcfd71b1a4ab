import * as z from 'zod';
import type { Directory, Person } from '../ports/directory.ts';
import { once } from './client.ts';
import { type JsonService, jsonService } from './json-service.ts';

export const cognito = { name: 'cognito-idp', target: 'AWSCognitoIdentityProviderService' } as const;
export const ourCognito = once(() => jsonService(cognito));

const attribute = z.object({ Name: z.string(), Value: z.string().optional() });
type Attribute = z.infer<typeof attribute>;

/** The answer of `ListUsers`, as far as it is read. */
const listed = z.object({ Users: z.array(z.object({ Attributes: z.array(attribute).default([]) })).default([]) });

/** An owner is a Cognito subject; nothing else may stand in a filter. */
const subject = /^[0-9a-zA-Z-]{1,64}$/;

/** Null for what is no owner. */
export const filterBySubject = (owner: string): string | null => (subject.test(owner) ? `sub = "${owner}"` : null);

const personOf = (owner: string, attributes: readonly Attribute[]): Person => {
  const value = (name: string): string | null => attributes.find(({ Name }) => Name === name)?.Value || null;
  const email = value('email');
  return {
    owner,
    name: value('name') ?? email ?? owner,
    verifiedEmail: value('email_verified') === 'true' ? email : null,
  };
};

/** Users are looked up by subject: those who came from another identity provider have a user name that is not it. */
export const directory = (pool: string, ask: JsonService = ourCognito()): Directory => ({
  find: async (owner) => {
    const Filter = filterBySubject(owner);
    if (Filter === null) return null;
    const answer = await ask('ListUsers', { UserPoolId: pool, Filter, Limit: 1 });
    const [user] = listed.parse(answer).Users;
    return user ? personOf(owner, user.Attributes) : null;
  },
});
