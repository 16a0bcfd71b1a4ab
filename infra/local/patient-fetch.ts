import { setTimeout as sleep } from 'node:timers/promises';
import { unanswered } from './unanswered.ts';

/** A stack that was killed and is started again needs this long on a slow machine. */
const patienceMs = 180_000;

const isPassing = (status: number): boolean => status === 502 || status === 503 || status === 504;

/**
 * fetch that waits out a service that is away. Only for requests that may be sent twice, by what they are or by their
 * `Idempotency-Key`.
 */
export const patientFetch = async (url: string, init: RequestInit = {}): Promise<Response> => {
  const deadline = Date.now() + patienceMs;
  for (let pause = 200; ; pause = Math.min(2 * pause, 2000)) {
    const isLast = Date.now() > deadline;
    const response = await fetch(url, init).catch((failure: unknown) => {
      if (isLast) throw unanswered(url, failure);
      return null;
    });
    if (response && (isLast || !isPassing(response.status))) return response;
    await response?.body?.cancel();
    await sleep(pause);
  }
};
