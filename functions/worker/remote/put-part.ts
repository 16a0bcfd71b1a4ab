import { setTimeout as sleep } from 'node:timers/promises';
import { EngineError } from '#shared/errors.ts';
import { backOff } from './refusal.ts';

type PartTarget = {
  readonly first: string;
  /** Another address for the same part, when the store does not take the first any more. */
  readonly anew: () => Promise<string>;
  readonly signal: AbortSignal;
};

/** Some two minutes: a store that restarts is back by then. */
const mostTries = 16;

const put = async (url: string, body: Uint8Array<ArrayBuffer>, signal: AbortSignal) => {
  try {
    const response = await fetch(url, { method: 'PUT', body, signal });
    await response.arrayBuffer();
    return { status: response.status, etag: response.headers.get('etag')?.replaceAll('"', '') };
  } catch {
    signal.throwIfAborted();
    return { status: 0, etag: undefined };
  }
};

/** Sends one part until the store has it; its ETag. */
export const putPart = async (body: Uint8Array<ArrayBuffer>, { first, anew, signal }: PartTarget): Promise<string> => {
  let url = first;
  for (let tries = 1; ; tries += 1) {
    const { status, etag } = await put(url, body, signal);
    if (status === 200 && etag) return etag;
    const mayPass = status === 0 || status === 403 || status === 429 || status >= 500;
    if (!mayPass || tries >= mostTries)
      throw new EngineError('storage.unavailable', `the store answered a part with ${status || 'nothing'}`);
    await sleep(backOff(tries), undefined, { signal });
    if (status === 403) url = await anew();
  }
};
