import { Duration } from 'aws-cdk-lib';
import type * as lambda from 'aws-cdk-lib/aws-lambda';
import * as sfn from 'aws-cdk-lib/aws-stepfunctions';
import * as tasks from 'aws-cdk-lib/aws-stepfunctions-tasks';
import { Construct } from 'constructs';
import { waitSeconds } from '#shared/life-cycle.ts';
import type { Operation } from '#shared/operation.ts';
import { toExpression, toJsonata } from '../../statemachines/reference.ts';
import { execution, type Step, type Workflow } from '../../statemachines/workflow.ts';
import { type Bound, failure } from '../placement/placement.ts';
import { bindRule, type Placements, type Rule } from '../placement/rule.ts';
import { passOver, toRemember } from './archived.ts';
import { childJobs, childSeconds } from './child-jobs.ts';
import { endingLog } from './ending-log.ts';
import { bindSteps, inOrder } from './job-steps.ts';
import { stubborn } from './stubborn.ts';

export type JobWorkflowProps = {
  readonly workflow: Workflow;
  /** Marks the job's record at its begin and at its end. */
  readonly marks: lambda.IFunction;
  /** Ends a job with the files of an earlier one that made the same. */
  readonly takeOver: lambda.IFunction;
  /** Sees to the children of a job that has any. */
  readonly children?: lambda.IFunction;
  readonly placements: Placements;
  readonly ruleFor: (operation: Operation) => Rule;
};

/** A time-out has no cause. */
const failed = {
  error: '{% $failure.Error %}',
  cause: "{% $exists($failure.Cause) ? $failure.Cause : '' %}",
};

/** What the beginning found: by what the result is found again, and who made the same before. */
const begun = { assign: { begun: '{% $states.result.Payload %}' } };

/** A described workflow as a state machine: begin, the steps where they are placed, finish; any error fails the job. */
export class JobWorkflow extends Construct {
  readonly machine: sfn.StateMachine;
  readonly #marks: lambda.IFunction;

  constructor(scope: Construct, id: string, props: JobWorkflowProps) {
    super(scope, id);
    const { workflow, marks, takeOver, placements, ruleFor } = props;
    this.#marks = marks;
    const onFailure = stubborn(
      this.#mark('fail the job', 'fail', { error: { name: failed.error, cause: failed.cause } }),
    );
    onFailure.next(sfn.Fail.jsonata(this, 'failed', failed));

    const { reuses } = workflow;
    const begin = this.#bound('begin the job', 'begin', reuses ? { reuse: true } : {}, reuses ? begun : {});
    const bind = (some: readonly Step[]): Bound[] =>
      bindSteps(this, some, (step) => bindRule(this, ruleFor(step.operation), { step, onFailure }, placements));
    const steps = this.#steps(workflow, bind);
    const finish = this.#bound('finish the job', 'finish', {
      outcome: toExpression(workflow.outcome),
      ...(reuses && { contentKey: contentKey(workflow) }),
      ...(workflow.archived && { archive: toRemember(workflow.archived) }),
    });
    const work = inOrder([...steps, ...this.#children(props, onFailure), finish]);
    const before = reuses ? [this.#reuse(takeOver, work.start)] : [];
    for (const task of inOrder([begin, ...before, work]).tasks) stubborn(task).addCatch(onFailure, failure);

    this.machine = new sfn.StateMachine(this, 'Machine', {
      comment: `What becomes of a ${workflow.kind} job`,
      definitionBody: sfn.DefinitionBody.fromChainable(begin.start),
      queryLanguage: sfn.QueryLanguage.JSONATA,
      timeout: longest(workflow),
      tracingEnabled: true,
      logs: { destination: endingLog(this, 'Logs'), level: sfn.LogLevel.ALL, includeExecutionData: false },
    });
  }

  #steps({ steps, archived }: Workflow, bind: (some: readonly Step[]) => Bound[]): Bound[] {
    if (!archived) return bind(steps);
    const known = steps.findIndex(({ name }) => name === archived.after) + 1;
    const archive = passOver(this, archived, (...asked) => this.#mark(...asked));
    return [...bind(steps.slice(0, known)), archive, ...bind(steps.slice(known))];
  }

  /** Whatever comes of it but the end of the job, the work is done: what was made before only saves time. */
  #reuse(takeOver: lambda.IFunction, work: sfn.IChainable): Bound {
    const copy = tasks.LambdaInvoke.jsonata(this, 'take over what was made', {
      lambdaFunction: takeOver,
      payload: sfn.TaskInput.fromObject({
        job: toExpression(execution.job),
        attempt: toExpression(execution.attempt),
        earlier: '{% $begun.earlier %}',
        contentKey: '{% $begun.contentKey %}',
      }),
      retryOnServiceExceptions: false,
      assign: { takenOver: '{% $states.result.Payload.applied %}' },
      outputs: {},
    });
    copy.addCatch(work, { outputs: {} });
    copy.next(
      sfn.Choice.jsonata(this, 'taken over?')
        .when(sfn.Condition.jsonata('{% $takenOver %}'), sfn.Succeed.jsonata(this, 'made before'))
        .otherwise(work),
    );
    const start = sfn.Choice.jsonata(this, 'made before?')
      .when(sfn.Condition.jsonata('{% $begun.earlier != null %}'), copy)
      .otherwise(work);
    return { start, ends: [], tasks: [] };
  }

  #children({ workflow, children }: JobWorkflowProps, onFailure: sfn.IChainable): Bound[] {
    if (!workflow.children) return [];
    if (!children) throw new Error(`a ${workflow.kind} job has children, and nothing that sees to them`);
    return [childJobs(this, { found: workflow.children.of, handler: children, onFailure })];
  }

  #mark(
    id: string,
    step: 'begin' | 'recall' | 'finish' | 'fail',
    more: object = {},
    assign: object = {},
  ): tasks.LambdaInvoke {
    return tasks.LambdaInvoke.jsonata(this, id, {
      lambdaFunction: this.#marks,
      payload: sfn.TaskInput.fromObject({
        step,
        job: toExpression(execution.job),
        attempt: toExpression(execution.attempt),
        ...more,
      }),
      retryOnServiceExceptions: false,
      ...assign,
      outputs: {},
    });
  }

  #bound(id: string, step: 'begin' | 'finish', more: object, assign?: object): Bound {
    const task = this.#mark(id, step, more, assign);
    return { start: task, ends: [task], tasks: [task] };
  }
}

/** What the result is to be found by again; null for nothing. */
const contentKey = ({ onlyNow }: Workflow): string =>
  onlyNow ? `{% ${toJsonata(onlyNow)} ? null : $begun.contentKey %}` : '{% $begun.contentKey %}';

const longestOf = ({ operation, again }: Step): number =>
  waitSeconds + 3 * 60 * operation.needs.minutes + (again?.forUpToSeconds ?? 0);

/** Every step may wait for a worker and be tried three times; nothing that is right takes longer. */
const longest = ({ steps, children }: Workflow): Duration =>
  Duration.seconds(steps.map(longestOf).reduce((sum, each) => sum + each, children ? childSeconds : 0));
