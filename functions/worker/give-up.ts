import type { Log } from '#shared/log.ts';
import type { Callbacks } from '#shared/ports/workflows.ts';
import { queuedCall } from './queued-call.ts';

const parse = (body: string): unknown => {
  try {
    return JSON.parse(body);
  } catch {
    return body;
  }
};

/** Tells the workflow of a call that no worker brought back; what is no call is logged and forgotten. */
export const giveUp = async (body: string, { callbacks, log }: { callbacks: Callbacks; log: Log }): Promise<void> => {
  const parsed = queuedCall.safeParse(parse(body));
  if (!parsed.success) return log.error('a dead letter is not a call', parsed.error);
  const { call, token } = parsed.data;
  const message = `${call.operation} was taken again and again, and never came back`;
  await callbacks.fail(token, { code: 'worker.lost', message });
};
