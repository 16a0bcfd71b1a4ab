import { setTimeout as sleep } from 'node:timers/promises';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { env } from '../env.ts';
import { EngineError, type ErrorCode } from '../errors.ts';
import { clientOptions, once } from './client.ts';

/** One call of a service that speaks AWS JSON; see `unlessRefused` for what it refuses. */
export type JsonService = (operation: string, input: object) => Promise<unknown>;

type Service = {
  /** As it is in an address and in a signature, such as `cognito-idp`. */
  readonly name: string;
  /** What its operations are named with. */
  readonly target: string;
  /** @default '1.1' */
  readonly version?: '1.0' | '1.1';
};

/** Whose credentials, region and endpoint count, and whose signer signs. */
export type Signing = { readonly client: DynamoDBClient; readonly endpoint?: string | undefined };

export const ours = once(
  (): Signing => ({ client: new DynamoDBClient(clientOptions), endpoint: env('AWS_ENDPOINT_URL') }),
);

const mostTries = 4;
const requestMilliseconds = 5_000;

export type Answer = { readonly ok: boolean; readonly status: number; readonly text: string };

/** How these services say with a 400 that they are asked too often. */
const throttled = /"__type"\s*:\s*"(?:[^"]*#)?(?:TooManyRequests|Throttling|RequestLimitExceeded)/;

const isPassing = ({ ok, status, text }: Answer): boolean =>
  status >= 500 || status === 429 || (!ok && throttled.test(text));

/** The refusal by its own name, whatever shape's namespace stands before it. */
const refusal = (message: string, text: string): EngineError => {
  const name = /"__type"\s*:\s*"(?:[^"]*#)?([^"#]+)"/.exec(text)?.[1] ?? 'Refused';
  return new EngineError('internal', message, { cause: Object.assign(new Error(message), { name }) });
};

/** Answers `otherwise` when the service refused with one of the `names`; anything else is thrown on. */
export const unlessRefused = async <T, U>(names: readonly string[], otherwise: U, call: Promise<T>): Promise<T | U> => {
  try {
    return await call;
  } catch (thrown) {
    const cause = thrown instanceof EngineError ? thrown.cause : undefined;
    if (cause instanceof Error && names.includes(cause.name)) return otherwise;
    throw thrown;
  }
};

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

type Signed = { readonly address: URL; readonly request: RequestInit };

/** Tries again, signed anew and with growing pauses, as long as the trouble passes by itself. */
export const patiently = async (sign: () => Promise<Signed>, code: ErrorCode): Promise<Answer> => {
  for (let tried = 1; ; tried += 1) {
    const { address, request } = await sign();
    const reply = await tryOnce(address, request);
    if (reply) return reply;
    if (tried === mostTries) throw new EngineError(code, 'no answer after several tries');
    await sleep(Math.random() * 100 * 2 ** tried);
  }
};

/**
 * A service of which we need an operation or three, without its SDK client: that weighs 20 to 34 kB in a bundle, most of
 * it for errors that are never looked at. It is signed by the SDK's own signer, which every bundle has for DynamoDB.
 */
export const jsonService = ({ name, target, version = '1.1' }: Service, signing: () => Signing = ours): JsonService => {
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
        'content-type': `application/x-amz-json-${version}`,
        'x-amz-target': `${target}.${operation}`,
      },
      body,
    };
    const { headers } = await signer.sign(request, { signingService: name });
    return { address, request: { method: 'POST', headers, body } };
  };

  return async (operation, input) => {
    const body = JSON.stringify(input);
    const reply = await patiently(() => signed(operation, body), 'service.unavailable');
    if (reply.ok) return JSON.parse(reply.text);
    throw refusal(`${name} refused ${operation}: ${reply.text}`, reply.text);
  };
};
