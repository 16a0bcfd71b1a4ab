import { setTimeout as sleep } from 'node:timers/promises';
import type { Home } from '../home.ts';
import { type Running, type ServiceSpec, startService } from './service.ts';

export type Kept = { readonly stop: () => Promise<void>; readonly kill: () => void };

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

/** Starts a service, waits until it answers, and starts it again whenever it dies on its own. */
export const keepRunning = async (home: Home, spec: ServiceSpec, watch: Watch): Promise<Kept> => {
  let current = startService(home, spec);
  let stopping = false;
  await untilUp(current, watch);

  const tend = async () => {
    for (let failures = 0; ; ) {
      const began = Date.now();
      const how = await current.ended;
      if (stopping) return;
      failures = Date.now() - began > longEnoughMs ? 0 : failures + 1;
      watch.onTrouble(`${spec.name} ended (${how}), starting it again`);
      current.kill();
      await sleep(backoffMs(failures));
      if (stopping) return;
      current = startService(home, spec);
      await untilUp(current, watch)
        .then(() => watch.onReturn?.())
        .catch((failure) => watch.onTrouble(`${spec.name}: ${failure.message}`));
    }
  };
  const tending = tend();

  return {
    stop: async () => {
      stopping = true;
      await current.stop();
      await tending;
    },
    kill: () => {
      stopping = true;
      current.kill();
    },
  };
};

const untilUp = async (running: Running, { isUp }: Watch): Promise<void> => {
  const gone = new AbortController();
  const died = running.ended.then((how) => {
    gone.abort();
    throw new Error(`${running.name} did not start (${how}); its log has the reason`);
  });
  // Whichever loses the race must not become an unhandled rejection.
  died.catch(() => undefined);
  await Promise.race([isUp(gone.signal), died]);
};
