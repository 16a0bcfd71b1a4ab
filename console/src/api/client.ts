import { isOfSite, Problem, problemFrom, Unreachable } from './problem.ts';

export type Tokens = {
  /** The access token, fresh enough to be sent. */
  current(): Promise<string | undefined>;
  /** Asks for a new one after a 401; false when a person has to sign in again. */
  renew(): Promise<boolean>;
};

type Sending = {
  readonly signal?: AbortSignal;
  /** Sent as `Idempotency-Key`: asked again with the same one, the API does it once. */
  readonly key?: string;
};
type Call = Sending & { readonly body?: unknown };

export type Api = {
  get<T>(path: string, signal?: AbortSignal): Promise<T>;
  post<T>(path: string, body?: unknown, sending?: Sending): Promise<T>;
  put<T>(path: string, body: unknown): Promise<T>;
  delete<T>(path: string): Promise<T>;
};

const answered = async (request: Promise<Response>, signal: AbortSignal | undefined): Promise<Response> => {
  try {
    return await request;
  } catch (cause) {
    if (signal?.aborted) throw cause;
    throw new Unreachable(cause);
  }
};

const bodyOf = async <T>(response: Response): Promise<T> =>
  (response.status === 204 || response.headers.get('content-length') === '0'
    ? undefined
    : await response.json().catch(() => undefined)) as T;

/**
 * Speaks to the API on this origin. A GET sends the ETag of the answer that it holds; a 304 gives back that very
 * object, so that a poll with no news draws nothing anew.
 */
export const createApi = (tokens: Tokens, onSignedOut: () => void): Api => {
  const held = new Map<string, { readonly etag: string; readonly body: unknown }>();

  const send = async (method: string, path: string, { body, signal, key }: Call): Promise<Response> => {
    const token = await tokens.current();
    const known = method === 'GET' ? held.get(path) : undefined;
    const headers = new Headers({ accept: 'application/json' });
    if (token) headers.set('authorization', `Bearer ${token}`);
    if (body !== undefined) headers.set('content-type', 'application/json');
    if (known) headers.set('if-none-match', known.etag);
    if (key) headers.set('idempotency-key', key);
    const init: RequestInit = { method, headers, cache: 'no-store' };
    if (body !== undefined) init.body = JSON.stringify(body);
    if (signal) init.signal = signal;
    return answered(fetch(path, init), signal);
  };

  const call = async <T>(method: string, path: string, options: Call = {}): Promise<T> => {
    let response = await send(method, path, options);
    if (response.status === 401 && (await tokens.renew())) response = await send(method, path, options);
    if (response.status === 401) onSignedOut();
    const known = held.get(path);
    if (response.status === 304 && known) return known.body as T;
    if (!response.ok) throw await problemFrom(response);
    const answer = await bodyOf<T>(response);
    const etag = response.headers.get('etag');
    if (method === 'GET' && etag) remember(path, etag, answer);
    return answer;
  };

  const remember = (path: string, etag: string, body: unknown): void => {
    held.delete(path);
    held.set(path, { etag, body });
    const oldest = held.keys().next().value;
    if (held.size > 100 && oldest !== undefined) held.delete(oldest);
  };

  return {
    get: (path, signal) => call('GET', path, signal ? { signal } : {}),
    post: (path, body = {}, sending = {}) => call('POST', path, { ...sending, body }),
    put: (path, body) => call('PUT', path, { body }),
    delete: (path) => call('DELETE', path),
  };
};

/** Whether asking again by itself may help: not after a refusal, ours or a site's, unless it was a hiccup. */
export const worthRetrying = (failures: number, error: unknown): boolean =>
  failures < 2 && !(error instanceof Problem && (error.status < 500 || isOfSite(error)));
