import type { Answers } from './ports.ts';

/** Messages and the workflows that wait for them. A receipt and a token are known to their taker alone. */
export const ofQueue: Answers<'take' | 'extend' | 'done' | 'beat' | 'succeed' | 'fail'> = {
  take: async ({ max, waitSeconds }, { queue }) => ({ deliveries: await queue.receive(max, waitSeconds) }),
  extend: async ({ receipt, seconds }, { queue }) => ({ taken: await queue.extend(receipt, seconds) }),
  done: async ({ receipt }, { queue }) => {
    await queue.done(receipt);
    return {};
  },
  beat: async ({ token }, { callbacks }) => ({ taken: await callbacks.beat(token) }),
  succeed: async ({ token, output }, { callbacks }) => ({ taken: await callbacks.succeed(token, output) }),
  fail: async ({ token, error }, { callbacks }) => ({ taken: await callbacks.fail(token, error) }),
};
