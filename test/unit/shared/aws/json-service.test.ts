import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { CognitoIdentityProviderClient, ListUsersCommand } from '@aws-sdk/client-cognito-identity-provider';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { cognito, directory } from '#shared/aws/directory.ts';
import { type JsonService, jsonService, unlessRefused } from '#shared/aws/json-service.ts';

const input = { UserPoolId: 'us-east-1_pool', Filter: 'sub = "1"', Limit: 1 };
const user = { Attributes: [{ Name: 'email', Value: 'a@example.org' }] };

describe('a service that is asked without its SDK client', () => {
  const asked: { headers: IncomingHttpHeaders; body: string }[] = [];
  /** How it answers, in turn; then as it should. */
  const troubles: (number | { status: number; type: string })[] = [];
  const server = createServer(async (request, response) => {
    asked.push({ headers: request.headers, body: await text(request) });
    const trouble = troubles.shift() ?? 200;
    if (typeof trouble === 'number') response.writeHead(trouble).end(JSON.stringify({ Users: [user] }));
    else response.writeHead(trouble.status).end(JSON.stringify({ __type: trouble.type, message: 'no' }));
  });
  const credentials = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'secret', sessionToken: 'session' };
  let endpoint: string;
  let ask: JsonService;

  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const client = new DynamoDBClient({ region: 'eu-west-1', credentials });
    ask = jsonService(cognito, () => ({ client, endpoint }));
  });
  beforeEach(() => {
    asked.length = 0;
    troubles.length = 0;
  });
  afterAll(() => server.close());

  it('is asked as its SDK client asks, for the same right in the same region', async () => {
    const client = new CognitoIdentityProviderClient({ region: 'eu-west-1', endpoint, credentials });
    await client.send(new ListUsersCommand(input));
    expect(await ask('ListUsers', input)).toEqual({ Users: [user] });

    const [theirs, ours] = asked;
    expect(JSON.parse(ours?.body ?? '')).toEqual(JSON.parse(theirs?.body ?? ''));
    for (const name of ['content-type', 'x-amz-target', 'x-amz-security-token'])
      expect(ours?.headers[name]).toBe(theirs?.headers[name]);
    const scope = /^AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE\/\d{8}\/eu-west-1\/cognito-idp\/aws4_request, /;
    for (const { headers } of asked) expect(headers.authorization).toMatch(scope);
    client.destroy();
  });

  it('is asked again while it is busy or down', async () => {
    troubles.push(503, 429);
    expect(await ask('ListUsers', input)).toEqual({ Users: [user] });
    expect(asked).toHaveLength(3);
  });

  it.each(['TooManyRequestsException', 'ThrottlingException', 'com.amazonaws.cognito#TooManyRequestsException'])(
    'is asked again when it says with a 400 that it is busy: %s',
    async (type) => {
      troubles.push({ status: 400, type });
      expect(await ask('ListUsers', input)).toEqual({ Users: [user] });
      expect(asked).toHaveLength(2);
    },
  );

  it('is given up after several tries, as an outage', async () => {
    troubles.push(500, 500, 500, 500);
    await expect(ask('ListUsers', input)).rejects.toMatchObject({ code: 'service.unavailable' });
  });

  it('is not asked again what it refused', async () => {
    troubles.push({ status: 400, type: 'InvalidParameterException' });
    await expect(ask('ListUsers', input)).rejects.toMatchObject({ code: 'internal' });
    expect(asked).toHaveLength(1);
  });

  it('tells by name what it refused, to who can bear that one and no other', async () => {
    const refuse = () => troubles.push({ status: 400, type: 'com.amazonaws.states#ExecutionAlreadyExists' });
    refuse();
    expect(await unlessRefused(['ExecutionAlreadyExists'], 'there', ask('ListUsers', input))).toBe('there');
    refuse();
    const other = unlessRefused(['ExecutionDoesNotExist'], null, ask('ListUsers', input));
    await expect(other).rejects.toMatchObject({ code: 'internal' });
  });

  it('gives no address that it does not say to be verified', async () => {
    expect(await directory('us-east-1_pool', ask).find('1')).toEqual({
      owner: '1',
      name: 'a@example.org',
      verifiedEmail: null,
    });
  });
});
