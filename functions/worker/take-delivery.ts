import { asEngineError } from '#shared/errors.ts';
import type { Work } from '#shared/operation.ts';
import type { Delivery, WorkQueue } from '#shared/ports/work-queue.ts';
import type { Callbacks } from '#shared/ports/workflows.ts';
import { queuedCall } from './queued-call.ts';
import { type RunPorts, runOperation } from './run-operation.ts';

export type QueuePorts = RunPorts & {
  readonly queue: WorkQueue;
  readonly callbacks: Callbacks;
  readonly workOf: (operation: string) => Work;
};

/** A worker that is killed loses its message after this long, and another takes it. */
export const visibilitySeconds = 30;
const extendMilliseconds = 10_000;

const holdMessage = (receipt: string, { queue, log }: QueuePorts): Disposable => {
  const timer = setInterval(() => {
    queue.extend(receipt, visibilitySeconds).catch((error: Error) => log.error('a message was not extended', error));
  }, extendMilliseconds);
  return { [Symbol.dispose]: () => clearInterval(timer) };
};

/** Told to stop, a worker gives its message back at once; otherwise the workflow hears of the end and it is done. */
const report = async (
  { receipt, token }: { receipt: string; token: string },
  end: { output: unknown } | { error: unknown },
  stopping: AbortSignal,
  { queue, callbacks }: QueuePorts,
): Promise<void> => {
  if ('error' in end && stopping.aborted) {
    await queue.extend(receipt, 0);
    return;
  }
  if ('output' in end) await callbacks.succeed(token, end.output);
  else {
    const { code, message } = asEngineError(end.error);
    await callbacks.fail(token, { code, message });
  }
  await queue.done(receipt);
};

/**
 * Does the work of one message. One whose execution is gone is dropped unread: the beat says so before any work.
 * A message that is not ours is left for the dead-letter queue.
 */
export const takeDelivery = async (delivery: Delivery, stopping: AbortSignal, ports: QueuePorts): Promise<void> => {
  const parsed = queuedCall.safeParse(delivery.body);
  if (!parsed.success) {
    ports.log.error('a message on the work queue is not a call', parsed.error);
    return;
  }
  const { call, token } = parsed.data;
  if (!(await ports.callbacks.beat(token))) return ports.queue.done(delivery.receipt);
  using _held = holdMessage(delivery.receipt, ports);
  const end = await runOperation(ports.workOf(call.operation), call, stopping, ports).then(
    (output) => ({ output }),
    (error: unknown) => ({ error }),
  );
  await report({ receipt: delivery.receipt, token }, end, stopping, ports);
};
