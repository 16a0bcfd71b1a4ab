import { setTimeout as sleep } from 'node:timers/promises';

type Patience = { readonly seconds?: number; readonly everyMs?: number };

const shown = (answer: unknown): string => (JSON.stringify(answer) ?? String(answer)).slice(0, 2000);

/** Asks again until the answer is as wanted: tests wait for conditions, never for time. Fails with the last answer. */
export const until = async <T>(
  ask: () => T | Promise<T>,
  isWanted: (answer: T) => boolean,
  { seconds = 120, everyMs = 300 }: Patience = {},
): Promise<T> => {
  const end = Date.now() + seconds * 1000;
  for (;;) {
    const answer = await ask();
    if (isWanted(answer)) return answer;
    if (Date.now() > end) throw new Error(`after ${seconds} s it still is ${shown(answer)}`);
    await sleep(everyMs);
  }
};
