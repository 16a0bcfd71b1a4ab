import { parseArgs } from 'node:util';
import {
  AdminAddUserToGroupCommand,
  AdminCreateUserCommand,
  CognitoIdentityProviderClient,
} from '@aws-sdk/client-cognito-identity-provider';

const usage = 'npm run add-user -- --pool "$POOL" ana@example.com [--group admin|user|viewer]';

const fail = (sentence: string): never => {
  process.stderr.write(`${sentence}\n${usage}\n`);
  process.exit(1);
};

/** Invites a person: Cognito mails them a first password, which the first sign-in has them change. */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { pool: { type: 'string' }, group: { type: 'string', default: 'user' } },
});
const [email, ...others] = positionals;
const { pool: UserPoolId, group: GroupName } = values;
if (!email?.includes('@') || others.length > 0) fail('one e-mail address is needed');
if (!UserPoolId) fail('--pool is needed: the output UserPoolId of the stack identity');
if (!['admin', 'user', 'viewer'].includes(GroupName)) fail(`there is no group ${GroupName}`);

const cognito = new CognitoIdentityProviderClient();
const who = { UserPoolId, Username: email };
const UserAttributes = [
  { Name: 'email', Value: email },
  { Name: 'email_verified', Value: 'true' },
];
await cognito
  .send(new AdminCreateUserCommand({ ...who, UserAttributes, DesiredDeliveryMediums: ['EMAIL'] }))
  .catch((failure: Error) => {
    if (failure.name !== 'UsernameExistsException') throw failure;
  });
await cognito.send(new AdminAddUserToGroupCommand({ ...who, GroupName }));
process.stdout.write(`${email} is in ${GroupName}; who is new has a mail with a first password\n`);
