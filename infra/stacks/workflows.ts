import { Stack, type StackProps } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import { workflows } from '../../statemachines/all.ts';
import type { Workflow } from '../../statemachines/workflow.ts';
import { EngineFunction, told } from '../constructs/engine-function.ts';
import { JobWorkflow } from '../constructs/job-workflow.ts';
import { maker } from '../constructs/maker.ts';
import { WorkflowSet } from '../constructs/workflow-set.ts';
import { ruleFor, rulesOf } from '../placements.ts';
import { settingsOf } from '../settings.ts';
import type { ComputeStack } from './compute.ts';
import type { StorageStack } from './storage.ts';

export type WorkflowsStackProps = StackProps & { readonly storage: StorageStack; readonly compute: ComputeStack };

/** One state machine for each kind of job. */
export class WorkflowsStack extends Stack {
  readonly workflows: WorkflowSet;
  readonly marks: EngineFunction;
  readonly takeOver: EngineFunction;
  readonly batch: EngineFunction;

  constructor(scope: Construct, id: string, { storage, compute, env, stackName }: WorkflowsStackProps) {
    super(scope, id, { env, stackName });
    const rules = rulesOf(settingsOf(this));
    const madeBy = told('REELMILL_MAKER', maker());
    this.marks = new EngineFunction(this, 'Marks', {
      entry: 'functions/jobs/tasks/mark.ts',
      description: 'Marks the begin and the end of a job on its record',
      uses: [storage.jobs.readWrite, storage.media.use({ read: ['raw/', 'processed/'] }), madeBy],
    });
    this.takeOver = new EngineFunction(this, 'TakeOver', {
      entry: 'functions/jobs/tasks/reuse.ts',
      description: 'Ends a job with copies of what an earlier one made of the same',
      seconds: 900,
      uses: [
        storage.jobs.readWrite,
        storage.media.use({ read: ['raw/', 'processed/'], write: ['processed/'], erase: ['processed/'] }),
        madeBy,
      ],
    });
    const machine = (workflow: Workflow, children?: IFunction) =>
      new JobWorkflow(this, workflow.kind, {
        ...{ workflow, marks: this.marks.handler, takeOver: this.takeOver.handler },
        ...(children && { children }),
        placements: compute.placement,
        ruleFor: (operation) => ruleFor(operation, rules),
      });
    const [parents, others] = [workflows.filter(isParent), workflows.filter((each) => !isParent(each))];
    const single = new Map(others.map((workflow) => [workflow.kind, machine(workflow)]));
    this.batch = new EngineFunction(this, 'Batch', {
      entry: 'functions/downloads/tasks/batch.ts',
      description: 'Sees to the items of a batch: lists them, begins each, counts what came of them',
      seconds: 120,
      uses: [
        storage.jobs.readWrite,
        storage.media.use({ read: ['work/'] }),
        new WorkflowSet(single).control,
        told('REELMILL_ITEMS_AT_ONCE', settingsOf(this).itemsAtOnce?.toString()),
      ],
    });
    const all = new Map([...single, ...parents.map((each) => [each.kind, machine(each, this.batch.handler)] as const)]);
    this.workflows = new WorkflowSet(all);
    this.#letAnswer(
      this.batch,
      parents.flatMap(({ kind }) => all.get(kind) ?? []),
    );
  }

  /** Apart from the function's own policy, which its machine would have to wait for, and it for the machine. */
  #letAnswer({ handler }: EngineFunction, answered: readonly JobWorkflow[]): void {
    if (!handler.role) return;
    new iam.Policy(this, 'Answers', {
      roles: [handler.role],
      statements: [
        new iam.PolicyStatement({
          actions: ['states:SendTaskSuccess', 'states:SendTaskFailure'],
          resources: answered.map(({ machine }) => machine.stateMachineArn),
        }),
      ],
    });
  }
}

const isParent = ({ children }: Workflow): boolean => children !== undefined;
