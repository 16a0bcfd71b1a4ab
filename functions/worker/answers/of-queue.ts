import type { Answers } from './ports.ts';

/** Messages and the workflows that wait for them. A receipt and a token are known to their taker alone. */
export const ofQueue: Answers<'take' | 'extend' | 'done' | 'beat' | 'succeed' | 'fail'> = {
  take: async ({ tag, max, waitSeconds }, { queueOf }) => ({
    deliveries: await queueOf(tag).receive(max, waitSeconds),
  }),
  extend: async ({ tag, receipt, seconds }, { queueOf }) => ({ taken: await queueOf(tag).extend(receipt, seconds) }),
  done: async ({ tag, receipt }, { queueOf }) => {
    await queueOf(tag).done(receipt);
    return {};
  },
  beat: async ({ token }, { callbacks }) => ({ taken: await callbacks.beat(token) }),
  succeed: async ({ token, output }, { callbacks }) => ({ taken: await callbacks.succeed(token, output) }),
  fail: async ({ token, error }, { callbacks }) => ({ taken: await callbacks.fail(token, error) }),
};
