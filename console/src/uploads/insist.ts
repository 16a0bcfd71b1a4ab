import { Problem, Unreachable } from '../api/problem.ts';

/** Full jitter: half a second, doubling, half a minute at most. */
export const waitBetween = (tries: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer);
      reject(signal.reason);
    };
    const timer = setTimeout(
      () => {
        signal.removeEventListener('abort', stop);
        resolve();
      },
      Math.random() * Math.min(30_000, 500 * 2 ** Math.min(tries, 8)),
    );
    signal.addEventListener('abort', stop, { once: true });
  });

const mostHiccups = 6;

/** Asks until there is an answer: a lost line is waited out, a hiccup on the other side tolerated for a while. */
export const insist = async <T>(ask: () => Promise<T>, signal: AbortSignal): Promise<T> => {
  let hiccups = 0;
  for (let tries = 1; ; tries += 1) {
    try {
      return await ask();
    } catch (error) {
      signal.throwIfAborted();
      const passing = error instanceof Problem && (error.status >= 500 || error.status === 429);
      if (passing) hiccups += 1;
      if (!(error instanceof Unreachable) && !(passing && hiccups < mostHiccups)) throw error;
      await waitBetween(tries, signal);
    }
  }
};
