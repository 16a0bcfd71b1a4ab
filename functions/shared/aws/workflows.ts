import {
  DescribeExecutionCommand,
  type ExecutionStatus,
  type SFNClient,
  StartExecutionCommand,
  StopExecutionCommand,
} from '@aws-sdk/client-sfn';
import { EngineError } from '../errors.ts';
import type { Job, JobKind } from '../job.ts';
import type { ExecutionState, Workflows } from '../ports/workflows.ts';
import { unless } from './client.ts';
import { stepFunctions } from './sfn.ts';

type Attempt = Pick<Job, 'id' | 'kind' | 'attempt'>;
/** ARN of the state machine for each kind of job. */
export type Machines = Partial<Record<JobKind, string>>;

const nameOf = ({ id, attempt }: Attempt): string => `${id}-${attempt}`;

const machineOf = (machines: Machines, kind: JobKind): string => {
  const arn = machines[kind];
  if (arn === undefined) throw new EngineError('internal', `there is no workflow for "${kind}"`);
  return arn;
};

const executionOf = (machines: Machines, attempt: Attempt): string =>
  `${machineOf(machines, attempt.kind).replace(':stateMachine:', ':execution:')}:${nameOf(attempt)}`;

const states: Partial<Record<ExecutionStatus, ExecutionState>> = {
  RUNNING: 'running',
  PENDING_REDRIVE: 'running',
  SUCCEEDED: 'succeeded',
  FAILED: 'failed',
  TIMED_OUT: 'timed-out',
  ABORTED: 'aborted',
};

const absent = ['ExecutionDoesNotExist', 'StateMachineDoesNotExist'];

export const workflows = (machines: Machines, client: SFNClient = stepFunctions()): Workflows => ({
  start: async ({ id, kind, attempt, owner, request }) => {
    const start = new StartExecutionCommand({
      stateMachineArn: machineOf(machines, kind),
      name: nameOf({ id, kind, attempt }),
      input: JSON.stringify({ job: id, attempt, owner, request }),
    });
    await unless(['ExecutionAlreadyExists'], null, client.send(start));
  },
  stop: async (attempt, reason) => {
    const stop = new StopExecutionCommand({
      executionArn: executionOf(machines, attempt),
      error: 'job.canceled',
      cause: reason,
    });
    await unless(absent, null, client.send(stop));
  },
  state: async (attempt) => {
    const describe = new DescribeExecutionCommand({
      executionArn: executionOf(machines, attempt),
      includedData: 'METADATA_ONLY',
    });
    const execution = await unless(absent, null, client.send(describe));
    return (execution?.status && states[execution.status]) ?? null;
  },
});
