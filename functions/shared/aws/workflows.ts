import * as z from 'zod';
import { EngineError } from '../errors.ts';
import type { Job, JobKind } from '../job.ts';
import type { ExecutionState, Workflows } from '../ports/workflows.ts';
import { type JsonService, unlessRefused } from './json-service.ts';
import { ourStates } from './states.ts';

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

const known = new Map<string, ExecutionState>([
  ['RUNNING', 'running'],
  ['PENDING_REDRIVE', 'running'],
  ['SUCCEEDED', 'succeeded'],
  ['FAILED', 'failed'],
  ['TIMED_OUT', 'timed-out'],
  ['ABORTED', 'aborted'],
]);

/** The answer of `DescribeExecution`, as far as it is read. */
const execution = z.object({ status: z.string() });

const absent = ['ExecutionDoesNotExist', 'StateMachineDoesNotExist'];

export const workflows = (machines: Machines, ask: JsonService = ourStates()): Workflows => ({
  start: async ({ id, kind, attempt, owner, request }) => {
    const start = ask('StartExecution', {
      stateMachineArn: machineOf(machines, kind),
      name: nameOf({ id, kind, attempt }),
      input: JSON.stringify({ job: id, attempt, owner, request }),
    });
    await unlessRefused(['ExecutionAlreadyExists'], null, start);
  },
  stop: async (attempt, reason) => {
    const stop = ask('StopExecution', {
      executionArn: executionOf(machines, attempt),
      error: 'job.canceled',
      cause: reason,
    });
    await unlessRefused(absent, null, stop);
  },
  state: async (attempt) => {
    const describe = ask('DescribeExecution', {
      executionArn: executionOf(machines, attempt),
      includedData: 'METADATA_ONLY',
    });
    const answer = await unlessRefused(absent, null, describe);
    return answer === null ? null : (known.get(execution.parse(answer).status) ?? null);
  },
});
