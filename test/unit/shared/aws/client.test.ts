import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { describe, expect, it } from 'vitest';
import { isOutage, once, reporting, unless } from '#shared/aws/client.ts';

const named = (name: string, more: object = {}): Error => Object.assign(new Error(name), { name, ...more });
const answered = (httpStatusCode: number) => ({ $metadata: { httpStatusCode } });

describe('an outage', () => {
  it.each([
    named('InternalServerError', answered(500)),
    named('ServiceUnavailable', answered(503)),
    named('ThrottlingException', answered(400)),
    named('ProvisionedThroughputExceededException', answered(400)),
    named('TooManyRequestsException', answered(429)),
    named('SlowDown', answered(503)),
    named('TimeoutError'),
    named('Error', { code: 'ECONNREFUSED' }),
    named('Error', { code: 'ECONNRESET' }),
    named('Error', { code: 'ENOTFOUND' }),
  ])('is the fault of the service: $name $code', (error) => {
    expect(isOutage(error)).toBe(true);
  });

  it.each([
    named('ConditionalCheckFailedException', answered(400)),
    named('AccessDeniedException', answered(403)),
    named('NoSuchKey', answered(404)),
    named('AbortError'),
    named('Error', { code: 'ENOENT' }),
    null,
    'text',
  ])('is not the fault of a request: %s', (error) => {
    expect(isOutage(error)).toBe(false);
  });
});

describe('a client', () => {
  const clientOf = (port: number) =>
    reporting(
      new DynamoDBClient({
        endpoint: `http://127.0.0.1:${port}`,
        region: 'us-east-1',
        credentials: { accessKeyId: 'x', secretAccessKey: 'x' },
        maxAttempts: 1,
      }),
      'service.unavailable',
    );
  const answering = async (status: number, type: string) => {
    const server = createServer((_request, response) =>
      response.writeHead(status).end(JSON.stringify({ __type: type })),
    );
    await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
    return { server, port: (server.address() as AddressInfo).port };
  };

  it('reports a service that fails as unavailable', async () => {
    const { server, port } = await answering(503, 'ServiceUnavailable');
    const asked = clientOf(port).send(new ListTablesCommand());
    await expect(asked).rejects.toMatchObject({ code: 'service.unavailable', cause: { name: 'ServiceUnavailable' } });
    server.close();
    const nobody = clientOf(port).send(new ListTablesCommand());
    await expect(nobody).rejects.toMatchObject({ code: 'service.unavailable', cause: { code: 'ECONNREFUSED' } });
  });

  it('leaves a refusal as it is, for its caller to understand', async () => {
    const { server, port } = await answering(400, 'ResourceNotFoundException');
    const asked = clientOf(port).send(new ListTablesCommand());
    await expect(asked).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
    server.close();
  });
});

describe('a refusal by name', () => {
  it('is an answer, and any other is thrown on', async () => {
    expect(await unless(['Gone'], null, Promise.reject(named('Gone')))).toBeNull();
    expect(await unless(['Gone'], null, Promise.resolve(1))).toBe(1);
    await expect(unless(['Gone'], null, Promise.reject(named('Denied')))).rejects.toThrow('Denied');
  });
});

describe('what is made once', () => {
  it('is made when it is first asked for, and kept', () => {
    const made: number[] = [];
    const get = once(() => made.push(1));
    expect(made).toEqual([]);
    expect([get(), get(), made.length]).toEqual([1, 1, 1]);
  });
});
