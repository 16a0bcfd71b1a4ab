import { describe, expect, it } from 'vitest';
import { EngineError } from '#shared/errors.ts';
import { newId } from '#shared/ids.ts';
import type { Work } from '#shared/operation.ts';
import { workLoop } from '#worker/work-loop.ts';
import { inMemoryCallbacks } from '../../support/fakes/callbacks.ts';
import { inMemoryWorkQueue } from '../../support/fakes/work-queue.ts';
import { until } from '../../support/wait.ts';
import { aCall, aWork, aWorker, untilAborted } from '../../support/worker.ts';

const soon = { seconds: 8, everyMs: 5 };

const aLoop = async (work: Work, messages: number) => {
  const worker = aWorker();
  const inMemory = inMemoryWorkQueue();
  // polls briefly, since a worker that is told to stop waits for the end of its poll
  const queue = { ...inMemory, receive: (max: number) => inMemory.receive(max, 0.02) };
  const tokens = Array.from({ length: messages }, () => newId());
  for (const [n, token] of tokens.entries())
    await queue.send({ call: aCall(worker.job, { step: `step-${n}` }), token });
  const callbacks = inMemoryCallbacks(...tokens);
  const stopping = new AbortController();
  const ports = { ...worker.ports, queue, callbacks, workOf: () => work };
  const begin = (slots: number, more: object = {}) => workLoop(slots, stopping.signal, { ...ports, ...more });
  const stop = () => stopping.abort(new EngineError('worker.restarted', 'stop'));
  return { worker, queue, callbacks, begin, stop, [Symbol.dispose]: worker[Symbol.dispose] };
};

/** Counts how many are at work side by side. */
const aCrowd = () => {
  const crowd = { now: 0, most: 0 };
  const work = aWork(async () => {
    crowd.now += 1;
    crowd.most = Math.max(crowd.most, crowd.now);
    await new Promise((resolve) => setImmediate(resolve));
    crowd.now -= 1;
    return { doubled: 1 };
  });
  return { crowd, work };
};

describe('a worker', () => {
  it('does all that comes, never more at once than it has slots', async () => {
    const { crowd, work } = aCrowd();
    using loop = await aLoop(work, 12);
    const running = loop.begin(3);
    await until(
      () => loop.callbacks.answers.size,
      (done) => done === 12,
      soon,
    );
    loop.stop();
    await running;
    expect(crowd.most).toBeLessThanOrEqual(3);
  });

  it('asks for ten messages at most, as many as SQS gives', async () => {
    const { work } = aCrowd();
    using loop = await aLoop(work, 1);
    const asked: number[] = [];
    const receive = (max: number) => {
      asked.push(max);
      return loop.queue.receive(max);
    };
    const running = loop.begin(64, { queue: { ...loop.queue, receive } });
    await until(
      () => loop.callbacks.answers.size,
      (done) => done === 1,
      soon,
    );
    loop.stop();
    await running;
    expect(Math.max(...asked)).toBe(10);
  });

  it('told to stop lets go of what it works on, takes no more, and ends', async () => {
    using loop = await aLoop(
      aWork(async (_input, { signal }) => untilAborted(signal)),
      3,
    );
    const running = loop.begin(2);
    await until(
      async () => (await loop.queue.receive(0)).length,
      () => true,
      soon,
    );
    setImmediate(loop.stop);
    await running;
    expect(loop.callbacks.answers.size).toBe(0);
    expect(await loop.queue.receive(10)).toHaveLength(3);
  });

  it('told to stop waits for its last poll and gives back what that brings, so that nothing stays hidden', async () => {
    using loop = await aLoop(aCrowd().work, 1);
    const receive: typeof loop.queue.receive = async (...asked) => {
      loop.stop();
      return loop.queue.receive(...asked);
    };
    await loop.begin(2, { queue: { ...loop.queue, receive } });
    expect(loop.callbacks.answers.size).toBe(0);
    expect(await loop.queue.receive(10)).toHaveLength(1);
  });

  it('goes on when one of its calls cannot be answered', async () => {
    const { work } = aCrowd();
    using loop = await aLoop(work, 2);
    loop.queue.sendText('not a call');
    const beat = async (token: string) => {
      if (loop.callbacks.answers.size === 0 && loop.worker.errors.length === 0) throw new Error('no answer');
      return loop.callbacks.beat(token);
    };
    const running = loop.begin(1, { callbacks: { ...loop.callbacks, beat } });
    await until(
      () => loop.callbacks.answers.size,
      (done) => done === 1,
      soon,
    );
    loop.stop();
    await running;
    expect(loop.worker.errors.length).toBeGreaterThan(0);
  });
});
