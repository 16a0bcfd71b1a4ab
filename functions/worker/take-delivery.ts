import { asEngineError, EngineError } from '#shared/errors.ts';
import type { Work } from '#shared/operation.ts';
import type { OperationCall } from '#shared/operation-call.ts';
import type { Delivery, WorkQueue } from '#shared/ports/work-queue.ts';
import type { Callbacks } from '#shared/ports/workflows.ts';
import { queuedCall } from './queued-call.ts';
import { runOperation } from './run-operation.ts';
import type { RunPorts } from './run-ports.ts';

/** What is owners': all of it for all, or for each call as much as its job reaches. */
type Reach = Pick<RunPorts, 'media' | 'cookieJars'>;
type Reaches =
  | Reach
  | {
      readonly mediaFor: (call: OperationCall) => Reach['media'];
      readonly cookieJarsFor: (call: OperationCall) => Reach['cookieJars'];
    };

const reachOf = (call: OperationCall, ports: Reaches): Reach =>
  'mediaFor' in ports ? { media: ports.mediaFor(call), cookieJars: ports.cookieJarsFor(call) } : ports;

/** All that a delivery needs besides the queue that it came from. */
export type DeliveryPorts = Omit<RunPorts, keyof Reach> &
  Reaches & {
    readonly callbacks: Callbacks;
    readonly workOf: (operation: string) => Work;
  };

export type QueuePorts = DeliveryPorts & { readonly queue: Omit<WorkQueue, 'send'> };

/** A worker that is killed loses its message after this long, and another takes it. */
export const visibilitySeconds = 30;
const extendMilliseconds = 10_000;

type Hold = Disposable & {
  /** Aborts when the message was not extended in time, by a long silence of ours, and may be with another worker. */
  readonly lost: AbortSignal;
};

const holdMessage = (receipt: string, { queue, log }: QueuePorts): Hold => {
  const lost = new AbortController();
  const extend = async (): Promise<void> => {
    try {
      if (await queue.extend(receipt, visibilitySeconds)) return;
      lost.abort(new EngineError('worker.lost', 'the message went to another worker'));
    } catch (error) {
      log.error('a message was not extended', error as Error);
    }
  };
  const timer = setInterval(extend, extendMilliseconds);
  return { lost: lost.signal, [Symbol.dispose]: () => clearInterval(timer) };
};

type End = { readonly output: unknown } | { readonly error: unknown };

const tellWorkflow = async (token: string, end: End, callbacks: Callbacks): Promise<void> => {
  if ('output' in end) await callbacks.succeed(token, end.output);
  else {
    const { code, message } = asEngineError(end.error);
    await callbacks.fail(token, { code, message });
  }
};

/**
 * Does the work of one message. One whose execution is gone is dropped unread: the beat says so before any work.
 * A message that is no call, or asks for what this worker cannot do, is left for others and the dead-letter queue.
 * Told to stop, a worker gives its message back at once.
 */
export const takeDelivery = async (delivery: Delivery, stopping: AbortSignal, ports: QueuePorts): Promise<void> => {
  const { receipt, body } = delivery;
  const parsed = queuedCall.safeParse(body);
  if (!parsed.success) {
    ports.log.error('a message on the work queue is not a call', parsed.error);
    return;
  }
  const { call, token } = parsed.data;
  const work = ports.workOf(call.operation);
  if (!(await ports.callbacks.beat(token))) return ports.queue.done(receipt);
  const { media, cookieJars } = reachOf(call, ports);
  using held = holdMessage(receipt, ports);
  const end: End = await runOperation(work, call, AbortSignal.any([stopping, held.lost]), {
    ...ports,
    media,
    cookieJars,
  }).then(
    (output) => ({ output }),
    (error: unknown) => ({ error }),
  );
  if ('error' in end && held.lost.aborted) return;
  if ('error' in end && stopping.aborted) {
    await ports.queue.extend(receipt, 0);
    return;
  }
  await tellWorkflow(token, end, ports.callbacks);
  await ports.queue.done(receipt);
};
