import { setTimeout as sleep } from 'node:timers/promises';

/** Returns when the address answers with anything below 500; fails after the patience, or when its process is gone. */
export const untilAnswers = async (url: string, gone: AbortSignal, patienceMs = 60_000): Promise<void> => {
  const deadline = Date.now() + patienceMs;
  while (!gone.aborted) {
    const status = await fetch(url, { signal: AbortSignal.timeout(5_000) }).then(
      async (reply) => {
        await reply.body?.cancel();
        return reply.status;
      },
      () => 599,
    );
    if (status < 500) return;
    if (Date.now() > deadline) throw new Error(`${new URL(url).host} does not answer`);
    await sleep(40);
  }
};
