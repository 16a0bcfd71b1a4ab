import { randomUUID } from 'node:crypto';
import {
  AdminCreateUserCommand,
  CognitoIdentityProviderClient,
  CreateUserPoolCommand,
  DeleteUserPoolCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cognito, directory } from '#shared/aws/directory.ts';
import { jsonService } from '#shared/aws/json-service.ts';
import { newId } from '#shared/ids.ts';
import type { Directory, Person } from '#shared/ports/directory.ts';
import { inMemoryDirectory } from '../support/fakes/directory.ts';
import { connectionTo } from '../support/stack-connection.ts';

type NewUser = { readonly name?: string; readonly email: string; readonly verified: boolean };
/** A directory of these users, and the owner that each became. */
type Open = (users: readonly NewUser[]) => Promise<{ directory: Directory; owners: readonly string[] }>;

const contract = (open: Open) => {
  let people: Directory;
  let owners: readonly string[];
  beforeAll(async () => {
    const users = [
      { name: 'Alice Ü', email: 'alice@example.com', verified: true },
      { email: 'bob@example.com', verified: false },
    ];
    ({ directory: people, owners } = await open(users));
  });

  it('knows a user by what they own things as', async () => {
    const owner = owners[0] ?? '';
    expect(await people.find(owner)).toEqual({ owner, name: 'Alice Ü', verifiedEmail: 'alice@example.com' });
  });

  it('gives no address that was not proved to be theirs', async () => {
    expect(await people.find(owners[1] ?? '')).toMatchObject({ name: 'bob@example.com', verifiedEmail: null });
  });

  it.each([newId(), '', '" or name = "x', '*'])('knows nobody as "%s"', async (owner) => {
    expect(await people.find(owner)).toBeNull();
  });
};

describe('the directory in memory', () =>
  contract(async (users) => {
    const persons = users.map(
      ({ name, email, verified }): Person => ({
        owner: randomUUID(),
        name: name ?? email,
        verifiedEmail: verified ? email : null,
      }),
    );
    return { directory: inMemoryDirectory(persons), owners: persons.map(({ owner }) => owner) };
  }));

describe('the directory in Cognito', () => {
  const client = new CognitoIdentityProviderClient(connectionTo('control'));
  const signing = { client: new DynamoDBClient(connectionTo('control')), endpoint: connectionTo('control').endpoint };
  let UserPoolId = '';
  afterAll(async () => {
    await client.send(new DeleteUserPoolCommand({ UserPoolId }));
    client.destroy();
    signing.client.destroy();
  });

  const create = async ({ name, email, verified }: NewUser): Promise<string> => {
    const attributes = { email, email_verified: `${verified}`, ...(name !== undefined && { name }) };
    const UserAttributes = Object.entries(attributes).map(([Name, Value]) => ({ Name, Value }));
    const user = { UserPoolId, Username: email, UserAttributes, MessageAction: 'SUPPRESS' } as const;
    const { User } = await client.send(new AdminCreateUserCommand(user));
    return User?.Attributes?.find(({ Name }) => Name === 'sub')?.Value ?? '';
  };

  contract(async (users) => {
    const { UserPool } = await client.send(new CreateUserPoolCommand({ PoolName: `contract-${randomUUID()}` }));
    UserPoolId = UserPool?.Id ?? '';
    const owners = await Promise.all(users.map(create));
    return {
      directory: directory(
        UserPoolId,
        jsonService(cognito, () => signing),
      ),
      owners,
    };
  });
});
