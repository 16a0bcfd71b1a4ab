import type { Job } from '#shared/job.ts';
import type { ExecutionState, Workflows } from '#shared/ports/workflows.ts';

type Execution = { readonly input: Parameters<Workflows['start']>[0]; readonly state: ExecutionState };
type Attempt = Pick<Job, 'id' | 'attempt'>;

const nameOf = ({ id, attempt }: Attempt): string => `${id}-${attempt}`;

/** Executions run until they are stopped or a test ends them; with an `outage` none can be started. */
export const inMemoryWorkflows = (outage?: Error) => {
  const executions = new Map<string, Execution>();
  const move = (attempt: Attempt, state: ExecutionState): void => {
    const execution = executions.get(nameOf(attempt));
    if (execution?.state === 'running') executions.set(nameOf(attempt), { ...execution, state });
  };
  const workflows: Workflows = {
    start: async (input) => {
      if (outage) throw outage;
      if (!executions.has(nameOf(input))) executions.set(nameOf(input), { input, state: 'running' });
    },
    stop: async (attempt) => move(attempt, 'aborted'),
    state: async (attempt) => executions.get(nameOf(attempt))?.state ?? null,
  };
  return { ...workflows, executions, end: move };
};
