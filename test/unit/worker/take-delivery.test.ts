import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { EngineError } from '#shared/errors.ts';
import { cancel } from '#shared/life-cycle.ts';
import type { Work } from '#shared/operation.ts';
import type { WorkQueue } from '#shared/ports/work-queue.ts';
import { takeDelivery } from '#worker/take-delivery.ts';
import { workOf as realWorkOf } from '#worker/works.ts';
import { pass, settle, stopClock, watched } from '../../support/clock.ts';
import { inMemoryCallbacks } from '../../support/fakes/callbacks.ts';
import { inMemoryWorkQueue } from '../../support/fakes/work-queue.ts';
import { aCall, aWork, aWorker, never, untilAborted } from '../../support/worker.ts';

beforeEach(stopClock);
afterEach(() => void vi.useRealTimers());

const endless = aWork(async (_input, { signal }) => untilAborted(signal));

const aQueue = async (busy: Work, token = 'token') => {
  const { work, begun } = watched(busy);
  const worker = aWorker();
  const queue = inMemoryWorkQueue();
  await queue.send({ call: aCall(worker.job), token: 'token' });
  const callbacks = inMemoryCallbacks(token);
  const ports = { ...worker.ports, queue, callbacks, workOf: () => work };
  const receive = async () => (await queue.receive(1, 0))[0];
  const take = async (stopping = never, more: object = {}) => {
    const delivery = await receive();
    if (!delivery) throw new Error('there is no message');
    return takeDelivery(delivery, stopping, { ...ports, ...more });
  };
  return { worker, queue, callbacks, begun, receive, take, [Symbol.dispose]: worker[Symbol.dispose] };
};

const isGone = async ({ receive }: Awaited<ReturnType<typeof aQueue>>) => {
  await pass(60_000);
  return (await receive()) === undefined;
};

describe('a message', () => {
  it('whose work is done is answered with its output, and gone', async () => {
    using desk = await aQueue(aWork());
    await desk.take();
    expect(desk.callbacks.answers.get('token')).toEqual({ output: { doubled: 42 } });
    expect(await isGone(desk)).toBe(true);
  });

  it('whose work failed is answered with code and message, and gone', async () => {
    using desk = await aQueue(aWork(() => Promise.reject(new EngineError('source.broken', 'frame 3 is torn'))));
    await desk.take();
    expect(desk.callbacks.answers.get('token')).toEqual({
      error: { code: 'source.broken', message: 'frame 3 is torn' },
    });
    expect(await isGone(desk)).toBe(true);
  });

  it('nobody waits for any more is dropped before any work', async () => {
    const work = vi.fn(async () => ({ doubled: 1 }));
    using desk = await aQueue(aWork(work), 'another token');
    await desk.take();
    expect(work).not.toHaveBeenCalled();
    expect(await isGone(desk)).toBe(true);
  });

  it.each([['not JSON'], ['{"call":{},"token":"t"}'], ['null']])(
    'that is no call (%s) is left for the dead letters',
    async (text) => {
      using desk = await aQueue(aWork());
      await desk.take();
      desk.queue.sendText(text);
      await desk.take();
      expect(desk.worker.errors).toHaveLength(1);
      expect(await isGone(desk)).toBe(false);
    },
  );

  it('that asks for what this worker cannot do is left to others', async () => {
    using desk = await aQueue(aWork());
    await expect(desk.take(never, { workOf: realWorkOf })).rejects.toMatchObject({ code: 'internal' });
    expect(desk.callbacks.answers.size).toBe(0);
    expect(await isGone(desk)).toBe(false);
  });

  it('stays hidden for as long as its work takes', async () => {
    using desk = await aQueue(endless);
    const stopping = new AbortController();
    const taken = desk.take(stopping.signal);
    await desk.begun;
    for (let minute = 0; minute < 5; minute += 1) {
      await pass(60_000);
      expect(await desk.receive()).toBeUndefined();
    }
    stopping.abort(new EngineError('worker.restarted', 'stop'));
    await settle(taken);
  });

  it('is given back at once by a worker that is told to stop, unanswered', async () => {
    using desk = await aQueue(endless);
    const stopping = new AbortController();
    const taken = desk.take(stopping.signal);
    await desk.begun;
    await pass(1000);
    stopping.abort(new EngineError('worker.restarted', 'stop'));
    await settle(taken);
    expect(desk.callbacks.answers.size).toBe(0);
    expect(await desk.receive()).toMatchObject({ deliveries: 2 });
  });

  it('that went to another worker, since ours was silent for too long, is left to that one', async () => {
    using desk = await aQueue(endless);
    const extend: WorkQueue['extend'] = vi.fn(async () => false);
    const taken = desk.take(never, { queue: { ...desk.queue, extend } });
    await desk.begun;
    await pass(12_000);
    await settle(taken);
    expect(extend).toHaveBeenCalled();
    expect(desk.callbacks.answers.size).toBe(0);
    expect(await isGone(desk)).toBe(false);
  });

  it('is held on to while the queue does not answer', async () => {
    const slow = aWork(async () => {
      await new Promise((resolve) => setTimeout(resolve, 25_000));
      return { doubled: 1 };
    });
    using desk = await aQueue(slow);
    const extend = async () => Promise.reject(new EngineError('service.unavailable', 'no answer'));
    const taken = desk.take(never, { queue: { ...desk.queue, extend } });
    await desk.begun;
    await pass(26_000);
    await settle(taken);
    expect(desk.callbacks.answers.get('token')).toEqual({ output: { doubled: 1 } });
    expect(desk.worker.errors.length).toBeGreaterThan(0);
  });

  it('whose answer did not arrive comes again, and is answered without doing the work twice', async () => {
    const work = vi.fn(async () => ({ doubled: 1 }));
    using desk = await aQueue(aWork(work));
    const succeed = async () => Promise.reject(new EngineError('service.unavailable', 'no answer'));
    await expect(desk.take(never, { callbacks: { ...desk.callbacks, succeed } })).rejects.toThrow();
    await pass(31_000);
    await desk.take();
    expect(work).toHaveBeenCalledTimes(1);
    expect(desk.callbacks.answers.get('token')).toEqual({ output: { doubled: 1 } });
  });

  it('of a job that is canceled while it is worked on ends its work', async () => {
    using desk = await aQueue(endless);
    const taken = desk.take();
    await desk.begun;
    await pass(1500);
    await desk.worker.ports.jobs.apply(desk.worker.job.id, cancel(new Date()));
    await settle(taken);
    expect(desk.callbacks.answers.get('token')).toMatchObject({ error: { code: 'job.canceled' } });
    expect(await isGone(desk)).toBe(true);
  });
});
