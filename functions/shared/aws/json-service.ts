import { setTimeout as sleep } from 'node:timers/promises';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { env } from '../env.ts';
import { EngineError } from '../errors.ts';
import { clientOptions, once } from './client.ts';

/** One call of a service that speaks AWS JSON 1.1: what the service refused throws with its own name. */
export type JsonService = (operation: string, input: object) => Promise<unknown>;

type Service = {
  /** As it is in an address and in a signature, such as `cognito-idp`. */
  readonly name: string;
  /** What its operations are named with. */
  readonly target: string;
};

/** Whose credentials, region and endpoint count, and whose signer signs. */
type Signing = { readonly client: DynamoDBClient; readonly endpoint?: string | undefined };

const ours = once((): Signing => ({ client: new DynamoDBClient(clientOptions), endpoint: env('AWS_ENDPOINT_URL') }));

const mostTries = 4;
const requestMilliseconds = 5_000;

type Answer = { readonly ok: boolean; readonly status: number; readonly text: string };

/** How these services say with a 400 that they are asked too often. */
const throttled = /"__type"\s*:\s*"(?:[^"]*#)?(?:TooManyRequests|Throttling|RequestLimitExceeded)/;

const isPassing = ({ ok, status, text }: Answer): boolean =>
  status >= 500 || status === 429 || (!ok && throttled.test(text));

/** Null when it is worth another try. */
const tryOnce = async (address: URL, request: RequestInit): Promise<Answer | null> => {
  try {
    const reply = await fetch(address, { ...request, signal: AbortSignal.timeout(requestMilliseconds) });
    const answer = { ok: reply.ok, status: reply.status, text: await reply.text() };
    return isPassing(answer) ? null : answer;
  } catch {
    return null;
  }
};

/**
 * A service of which we need one operation, without its SDK client: that weighs 34 kB in a bundle, 30 of them for
 * errors that are never looked at. It is signed by the SDK's own signer, which every bundle has for DynamoDB.
 */
export const jsonService = ({ name, target }: Service, signing: () => Signing = ours): JsonService => {
  const signed = async (operation: string, body: string) => {
    const { client, endpoint } = signing();
    const address = new URL(endpoint ?? `https://${name}.${await client.config.region()}.amazonaws.com`);
    const signer = await client.config.signer();
    const request = {
      method: 'POST',
      protocol: address.protocol,
      hostname: address.hostname,
      path: '/',
      query: {},
      headers: {
        host: address.host,
        'content-type': 'application/x-amz-json-1.1',
        'x-amz-target': `${target}.${operation}`,
      },
      body,
    };
    const { headers } = await signer.sign(request, { signingService: name });
    return { address, request: { method: 'POST', headers, body } };
  };

  return async (operation, input) => {
    const body = JSON.stringify(input);
    for (let tried = 1; ; tried += 1) {
      const { address, request } = await signed(operation, body);
      const reply = await tryOnce(address, request);
      if (reply?.ok) return JSON.parse(reply.text);
      if (reply) throw new EngineError('internal', `${name} refused ${operation}: ${reply.text}`);
      if (tried === mostTries) throw new EngineError('service.unavailable', 'no answer after several tries');
      await sleep(Math.random() * 100 * 2 ** tried);
    }
  };
};
