import { EngineError, type ErrorCode } from '../errors.ts';

/** Standard retries back off with full jitter; a caller of the API waits 30 s at most. */
export const clientOptions = {
  maxAttempts: 4,
  retryMode: 'standard',
  requestHandler: {
    connectionTimeout: 5_000,
    /** Until the answer begins. */
    requestTimeout: 25_000,
    throwOnRequestTimeout: true,
    /** Without a byte in either direction. */
    socketTimeout: 30_000,
    httpAgent: { keepAlive: true, maxSockets: 50 },
    httpsAgent: { keepAlive: true, maxSockets: 50 },
  },
} as const;

type Thrown = { readonly name?: string; readonly code?: string; readonly $metadata?: { httpStatusCode?: number } };

const throttled = /Throttl|TooManyRequests|LimitExceeded|ProvisionedThroughput|SlowDown|RequestLimit/;
const unreachable = /^(ECONN|EPIPE|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|EHOSTUNREACH)/;

/** Whether the service, not the request, was at fault: it was not reached, was too busy, or failed. */
export const isOutage = (thrown: unknown): boolean => {
  const { name = '', code = '', $metadata } = (thrown ?? {}) as Thrown;
  const status = $metadata?.httpStatusCode ?? 0;
  return status >= 500 || throttled.test(name) || name === 'TimeoutError' || unreachable.test(code);
};

type Middleware = (next: (args: never) => Promise<unknown>) => (args: never) => Promise<unknown>;
type Client = {
  readonly middlewareStack: { add(middleware: Middleware, options: { step: 'initialize'; name: string }): void };
};

/** The client, with every outage that its retries could not mend thrown as `code`; adapters see refusals only. */
export const reporting = <C>(client: C, code: ErrorCode): C => {
  const report: Middleware = (next) => async (args) => {
    try {
      return await next(args);
    } catch (thrown) {
      throw isOutage(thrown) ? new EngineError(code, 'no answer after several tries', { cause: thrown }) : thrown;
    }
  };
  (client as Client).middlewareStack.add(report, { step: 'initialize', name: 'reportOutage' });
  return client;
};

/** Makes the value at the first call; clients live as long as the process. */
export const once = <T>(make: () => T): (() => T) => {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
};

/** Answers `otherwise` when the service refused with one of the `names`; anything else is thrown on. */
export const unless = async <T, U>(names: readonly string[], otherwise: U, call: Promise<T>): Promise<T | U> => {
  try {
    return await call;
  } catch (thrown) {
    if (thrown instanceof Error && names.includes(thrown.name)) return otherwise;
    throw thrown;
  }
};
