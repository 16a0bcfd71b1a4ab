import type { Log } from '../log.ts';
import type { Counters } from '../ports/counters.ts';
import { series, together } from '../series.ts';

export type CountRequest = (request: { readonly method: string; readonly status: number }) => Promise<void>;

const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];

/** A write a second at most, however many are answered. */
const betweenMs = 1000;

/**
 * Counts what was answered. The first in a while is written before its answer goes out, since a function may be frozen
 * from then on; those that follow within a second are written together, with the next or when the second is over.
 */
export const countRequests = (
  counters: Pick<Counters, 'add'>,
  { log, clock = () => performance.now() }: { readonly log: Log; readonly clock?: () => number },
): CountRequest => {
  let waiting = new Map<string, number>();
  let written = Number.NEGATIVE_INFINITY;
  let timer: NodeJS.Timeout | undefined;

  const write = async (): Promise<void> => {
    clearTimeout(timer);
    timer = undefined;
    written = clock();
    const counted = waiting;
    waiting = new Map();
    await counters.add(Object.fromEntries(counted)).catch((error: Error) => {
      // together with what was counted meanwhile, at the next opportunity
      waiting = new Map(Object.entries(together([Object.fromEntries(counted), Object.fromEntries(waiting)])));
      log.error('requests were not counted yet', error);
    });
  };

  return async ({ method, status }) => {
    const labels = { method: methods.includes(method) ? method : 'other', status: String(status) };
    const word = series('http_requests_total', labels);
    waiting.set(word, (waiting.get(word) ?? 0) + 1);
    const left = written + betweenMs - clock();
    if (left <= 0) return write();
    timer ??= setTimeout(() => void write(), left).unref();
  };
};
