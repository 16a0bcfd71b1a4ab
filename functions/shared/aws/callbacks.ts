import {
  SendTaskFailureCommand,
  SendTaskHeartbeatCommand,
  SendTaskSuccessCommand,
  type SFNClient,
} from '@aws-sdk/client-sfn';
import type { Callbacks } from '../ports/workflows.ts';
import { unless } from './client.ts';
import { stepFunctions } from './sfn.ts';

/** The execution is over, went on without this step, or never was. */
const spent = ['TaskDoesNotExist', 'TaskTimedOut', 'InvalidToken'];

/** `SendTaskFailure` takes this many characters of a cause. */
const longestCause = 32_768;

export const callbacks = (client: SFNClient = stepFunctions()): Callbacks => {
  const isTaken = async (call: Promise<unknown>): Promise<boolean> => (await unless(spent, null, call)) !== null;
  return {
    beat: (taskToken) => isTaken(client.send(new SendTaskHeartbeatCommand({ taskToken }))),
    succeed: (taskToken, output) =>
      isTaken(client.send(new SendTaskSuccessCommand({ taskToken, output: JSON.stringify(output ?? null) }))),
    fail: (taskToken, { code, message }) => {
      const cause = message.slice(0, longestCause);
      return isTaken(client.send(new SendTaskFailureCommand({ taskToken, error: code, cause })));
    },
  };
};
