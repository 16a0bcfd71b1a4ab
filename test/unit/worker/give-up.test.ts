import { describe, expect, it } from 'vitest';
import { giveUp } from '#worker/give-up.ts';
import { aJob } from '../../support/builders.ts';
import { silentLog } from '../../support/call.ts';
import { inMemoryCallbacks } from '../../support/fakes/callbacks.ts';
import { aCall } from '../../support/worker.ts';

describe('a dead letter', () => {
  it('fails the step that waits for it as lost', async () => {
    const callbacks = inMemoryCallbacks('token');
    await giveUp(JSON.stringify({ call: aCall(aJob()), token: 'token' }), { callbacks, log: silentLog });
    expect(callbacks.answers.get('token')).toMatchObject({ error: { code: 'worker.lost' } });
  });

  it('that nobody waits for any more is forgotten', async () => {
    const callbacks = inMemoryCallbacks();
    await giveUp(JSON.stringify({ call: aCall(aJob()), token: 'spent' }), { callbacks, log: silentLog });
    expect(callbacks.answers.size).toBe(0);
  });

  it.each(['not JSON', '{}', 'null'])('that is no call (%s) is logged and forgotten', async (body) => {
    const errors: string[] = [];
    const log = { ...silentLog, error: (message: string) => void errors.push(message) };
    await giveUp(body, { callbacks: inMemoryCallbacks(), log });
    expect(errors).toEqual(['a dead letter is not a call']);
  });

  it('whose step cannot be reached is thrown, so that it is read again', async () => {
    const callbacks = { ...inMemoryCallbacks(), fail: async () => Promise.reject(new Error('no answer')) };
    const given = giveUp(JSON.stringify({ call: aCall(aJob()), token: 't' }), { callbacks, log: silentLog });
    await expect(given).rejects.toThrow('no answer');
  });
});
