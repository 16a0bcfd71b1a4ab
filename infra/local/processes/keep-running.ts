import { setTimeout as sleep } from 'node:timers/promises';
import type { Home } from '../home.ts';
import { type Running, type ServiceSpec, startService } from './service.ts';

export type Kept = {
  /** Settles when it first answers, or fails when it dies before. */
  readonly up: Promise<void>;
  readonly stop: () => Promise<void>;
  readonly kill: () => void;
};

type Watch = {
  /** Returns once the service answers; called after every start. */
  readonly isUp: (gone: AbortSignal) => Promise<void>;
  /** After a start that was not the first. */
  readonly onReturn?: () => Promise<void>;
  readonly onTrouble: (line: string) => void;
};

/** Milliseconds to wait before the start after `failures` early deaths in a row. */
export const backoffMs = (failures: number): number => Math.min(10_000, 200 * 2 ** Math.min(failures, 10));

const longEnoughMs = 30_000;

/** Starts a service and starts it again whenever it dies on its own; it can be stopped from the first moment on. */
export const keepRunning = (home: Home, spec: ServiceSpec, watch: Watch): Kept => {
  let current = startService(home, spec);
  let began = Date.now();
  const stopping = new AbortController();

  const tend = async () => {
    for (let failures = 0; ; ) {
      const how = await current.ended;
      if (stopping.signal.aborted) return;
      failures = Date.now() - began > longEnoughMs ? 0 : failures + 1;
      watch.onTrouble(`${spec.name} ended (${how}), starting it again`);
      current.kill();
      await sleep(backoffMs(failures), undefined, { signal: stopping.signal }).catch(() => undefined);
      if (stopping.signal.aborted) return;
      began = Date.now();
      current = startService(home, spec);
      await untilUp(current, watch)
        .then(() => watch.onReturn?.())
        .catch((failure) => stopping.signal.aborted || watch.onTrouble(`${spec.name}: ${failure.message}`));
    }
  };
  // A service that never came up once is not started again: what is wrong will be wrong again.
  const up = untilUp(current, watch);
  const tending = up.then(tend, () => undefined);

  return {
    up,
    stop: async () => {
      stopping.abort();
      await current.stop();
      await tending;
    },
    kill: () => {
      stopping.abort();
      current.kill();
    },
  };
};

const untilUp = (running: Running, { isUp }: Watch): Promise<void> => {
  const gone = new AbortController();
  const died = running.ended.then((how) => {
    gone.abort();
    throw new Error(`${running.name} did not start (${how}); ${running.log} has the reason`);
  });
  // Whichever loses the race must not become an unhandled rejection.
  died.catch(() => undefined);
  return Promise.race([isUp(gone.signal), died]);
};
