import type { JobKind } from '#shared/job.ts';
import type { Use } from './engine-function.ts';
import type { JobWorkflow } from './job-workflow.ts';

/** The machines of all kinds of job, as functions get them. */
export class WorkflowSet {
  readonly #machines: ReadonlyMap<JobKind, JobWorkflow>;

  constructor(machines: ReadonlyMap<JobKind, JobWorkflow>) {
    this.#machines = machines;
  }

  get all(): readonly JobWorkflow[] {
    return [...this.#machines.values()];
  }

  /** Starts, watches and stops executions. */
  readonly control: Use = (to) => {
    this.#tell(to);
    for (const { machine } of this.all) {
      machine.grantStartExecution(to);
      machine.grantExecution(to, 'states:DescribeExecution', 'states:StopExecution');
    }
  };

  /** Answers steps that wait for a task token. */
  readonly answer: Use = (to) => {
    for (const { machine } of this.all) machine.grantTaskResponse(to);
  };

  #tell(to: Parameters<Use>[0]): void {
    const arns = [...this.#machines].map(([kind, { machine }]) => [kind, machine.stateMachineArn]);
    to.addEnvironment('REELMILL_WORKFLOWS', JSON.stringify(Object.fromEntries(arns)));
  }
}
