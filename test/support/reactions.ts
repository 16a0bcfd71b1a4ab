import { inject } from 'vitest';
import { until } from './wait.ts';

type Listed = { readonly Functions: readonly { readonly FunctionName: string; readonly Description: string }[] };

const authorization = () =>
  `AWS4-HMAC-SHA256 Credential=${inject('stack').credentials.accessKeyId}/20200101/us-east-1/lambda/aws4_request`;

/** Lambda's API as plain HTTP: the emulator asks for no signature, and a few calls are not worth another client. */
const lambda = async (method: string, path: string, body?: string, version = '2015-03-31'): Promise<Response> =>
  fetch(`${inject('stack').endpoint}/${version}/functions${path}`, {
    method,
    headers: { authorization: authorization() },
    ...(body !== undefined && { body }),
  });

const nameOf = async (description: RegExp): Promise<string> => {
  const { Functions } = (await (await lambda('GET', '?MaxItems=10000')).json()) as Listed;
  const [found, second] = Functions.filter(({ Description }) => description.test(Description));
  if (!found || second) throw new Error(`not one function is described as ${description}`);
  return found.FunctionName;
};

/** Calls one of the engine's own functions and waits for its end, as its event would without waiting. */
export const react = async (description: RegExp, event: unknown = {}): Promise<unknown> => {
  const path = `/${encodeURIComponent(await nameOf(description))}/invocations`;
  const answered = await until(
    () => lambda('POST', path, JSON.stringify(event)),
    ({ status }) => status !== 429,
  );
  const text = await answered.text();
  if (answered.headers.get('x-amz-function-error')) throw new Error(`${description}: ${text}`);
  return text ? JSON.parse(text) : undefined;
};

/** The sweeper, which otherwise comes by every five minutes. */
export const sweep = () => react(/^Looks at every record whose time has come/);

export const objectCreated = (key: string) =>
  react(/^Starts the work that an object under raw/, { detail: { bucket: { name: 'media' }, object: { key } } });

/** Lets no workflow begin, as a throttled account would: a job that is accepted stays queued until this is disposed of. */
export const noBeginning = async (): Promise<AsyncDisposable> => {
  const path = `/${encodeURIComponent(await nameOf(/^Marks the begin and the end of a job/))}/concurrency`;
  const set = async (method: string, body?: object) => {
    const answer = await lambda(method, path, body && JSON.stringify(body), '2017-10-31');
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status}`);
  };
  await set('PUT', { ReservedConcurrentExecutions: 0 });
  return { [Symbol.asyncDispose]: () => set('DELETE') };
};
