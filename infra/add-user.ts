import { parseArgs } from 'node:util';
import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import { roles } from '#shared/caller.ts';
import { putPerson } from './put-person.ts';

const usage = 'npm run add-user -- --pool "$POOL" ana@example.com [--group admin|user|viewer]';

const refuse: (sentence: string) => never = (sentence) => {
  process.stderr.write(`${sentence}\n${usage}\n`);
  process.exit(1);
};

/** Invites a person: Cognito mails them a first password, which the first sign-in has them change. */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { pool: { type: 'string' }, group: { type: 'string', default: 'user' } },
});
const [email, ...others] = positionals;
const { pool } = values;
const group = roles.find((role) => role === values.group);
if (!email?.includes('@') || others.length > 0) refuse('one e-mail address is needed');
if (!pool) refuse('--pool is needed: the output UserPoolId of the stack identity');
if (!group) refuse(`there is no group ${values.group}`);

const cognito = new CognitoIdentityProviderClient();
await putPerson(cognito, { pool, email, group }, { DesiredDeliveryMediums: ['EMAIL'] });
process.stdout.write(`${email} is in ${group}; who is new has a mail with a first password\n`);
