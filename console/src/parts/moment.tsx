import { useSyncExternalStore } from 'react';
import { sayAgo, sayMoment } from '../format/format.ts';

/** One clock for the whole page; half a minute is fine enough for "3 minutes ago". */
const listeners = new Set<() => void>();
let now = Date.now();
let timer: ReturnType<typeof setInterval> | undefined;

const tick = (): void => {
  now = Date.now();
  for (const listener of listeners) listener();
};

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  now = Date.now();
  timer ??= setInterval(tick, 30_000);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
};

/** A time as a person says it, with the exact one on hover and for machines. */
export const Moment = ({ at, exact = false }: { readonly at: string; readonly exact?: boolean }) => {
  const current = useSyncExternalStore(subscribe, () => now);
  return (
    <time dateTime={at} title={sayMoment(at)}>
      {exact ? sayMoment(at) : sayAgo(at, current)}
    </time>
  );
};
