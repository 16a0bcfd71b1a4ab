import type { Callbacks } from '../ports/workflows.ts';
import { type JsonService, unlessRefused } from './json-service.ts';
import { ourStates } from './states.ts';

/** The execution is over, went on without this step, or never was. */
const spent = ['TaskDoesNotExist', 'TaskTimedOut', 'InvalidToken'];

/** `SendTaskFailure` takes this many characters of a cause. */
const longestCause = 32_768;

export const callbacks = (ask: JsonService = ourStates()): Callbacks => {
  const isTaken = async (operation: string, input: object): Promise<boolean> =>
    (await unlessRefused(spent, null, ask(operation, input))) !== null;
  return {
    beat: (taskToken) => isTaken('SendTaskHeartbeat', { taskToken }),
    succeed: (taskToken, output) => isTaken('SendTaskSuccess', { taskToken, output: JSON.stringify(output ?? null) }),
    fail: (taskToken, { code, message }) =>
      isTaken('SendTaskFailure', { taskToken, error: code, cause: message.slice(0, longestCause) }),
  };
};
