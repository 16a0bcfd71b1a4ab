import { vi } from 'vitest';
import type { Work } from '#shared/operation.ts';

/** Timers and the date stand still; files and promises go on. */
export const stopClock = (): void =>
  void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date'] });

const turn = () => new Promise<void>((resolve) => setImmediate(resolve));

/** Lets time pass, in steps short enough that what a timer starts is done before the next. */
export const pass = async (milliseconds: number): Promise<void> => {
  const steps = Math.min(200, Math.ceil(milliseconds / 250));
  for (let step = 0; step < steps; step += 1) {
    await vi.advanceTimersByTimeAsync(milliseconds / steps);
    await turn();
  }
};

/** Lets time pass until the promise is settled. */
export const settle = async <T>(promise: Promise<T>): Promise<T> => {
  let isOver = false;
  const over = () => {
    isOver = true;
  };
  promise.then(over, over);
  while (!isOver) await pass(100);
  return promise;
};

/** The work, and when it has begun: what comes before it waits for files, not for timers. */
export const watched = (work: Work): { readonly work: Work; readonly begun: Promise<void> } => {
  const { promise, resolve } = Promise.withResolvers<void>();
  const run: Work['run'] = (...given) => {
    resolve();
    return work.run(...given);
  };
  return { work: { ...work, run }, begun: promise };
};
