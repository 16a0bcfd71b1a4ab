import { Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { workflows } from '../../statemachines/all.ts';
import { EngineFunction, told } from '../constructs/engine-function.ts';
import { JobWorkflow } from '../constructs/job-workflow.ts';
import { maker } from '../constructs/maker.ts';
import { WorkflowSet } from '../constructs/workflow-set.ts';
import { placingOf, ruleFor } from '../placements.ts';
import { settingsOf } from '../settings.ts';
import type { ComputeStack } from './compute.ts';
import type { StorageStack } from './storage.ts';

export type WorkflowsStackProps = StackProps & { readonly storage: StorageStack; readonly compute: ComputeStack };

/** One state machine for each kind of job. */
export class WorkflowsStack extends Stack {
  readonly workflows: WorkflowSet;
  readonly marks: EngineFunction;
  readonly takeOver: EngineFunction;

  constructor(scope: Construct, id: string, { storage, compute, env, stackName }: WorkflowsStackProps) {
    super(scope, id, { env, stackName });
    const placing = placingOf(settingsOf(this));
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
    this.workflows = new WorkflowSet(
      new Map(
        workflows.map((workflow) => [
          workflow.kind,
          new JobWorkflow(this, workflow.kind, {
            workflow,
            marks: this.marks.handler,
            takeOver: this.takeOver.handler,
            placements: compute.placement,
            ruleFor: (operation) => ruleFor(operation, placing),
          }),
        ]),
      ),
    );
  }
}
