import { join } from 'node:path';
import {
  AdminListGroupsForUserCommand,
  CognitoIdentityProviderClient,
} from '@aws-sdk/client-cognito-identity-provider';
import { execa } from 'execa';
import { expect, inject, test } from 'vitest';
import { root } from '../../infra/local/bootstrap.mjs';
import { connectionTo } from '../support/stack-connection.ts';

const addUser = (...args: string[]) => {
  const { endpoint, credentials, region, outputs } = inject('stack');
  const env = {
    AWS_ENDPOINT_URL: endpoint,
    AWS_REGION: region,
    AWS_ACCESS_KEY_ID: credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
  };
  const command = [join(root, 'infra/add-user.ts'), '--pool', outputs.UserPoolId, ...args];
  return execa(process.execPath, command, { env, reject: false });
};

test('a person is invited into a group, and invited again without harm', async () => {
  const email = 'ana@example.com';

  expect(await addUser(email, '--group', 'viewer')).toMatchObject({ exitCode: 0 });
  expect(await addUser(email, '--group', 'viewer')).toMatchObject({ exitCode: 0 });

  const cognito = new CognitoIdentityProviderClient(connectionTo('control'));
  const UserPoolId = inject('stack').outputs.UserPoolId;
  const { Groups } = await cognito.send(new AdminListGroupsForUserCommand({ UserPoolId, Username: email }));
  cognito.destroy();
  expect(Groups?.map(({ GroupName }) => GroupName)).toEqual(['viewer']);
});

test('a group that does not exist is refused before anybody is invited', async () => {
  expect(await addUser('bea@example.com', '--group', 'boss')).toMatchObject({
    exitCode: 1,
    stderr: expect.stringContaining('there is no group boss'),
  });
});
