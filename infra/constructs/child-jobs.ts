import { Duration } from 'aws-cdk-lib';
import type * as lambda from 'aws-cdk-lib/aws-lambda';
import * as sfn from 'aws-cdk-lib/aws-stepfunctions';
import * as tasks from 'aws-cdk-lib/aws-stepfunctions-tasks';
import type { Construct } from 'constructs';
import { toExpression } from '../../statemachines/reference.ts';
import { execution } from '../../statemachines/workflow.ts';
import type { Bound } from '../placement/placement.ts';
import { FanOut } from './fan-out.ts';
import { stubborn } from './stubborn.ts';

export type ChildJobsProps = {
  /** What the steps before found, from which the items are known. */
  readonly found: unknown;
  /** Writes down the items, begins each, and counts what came of them. */
  readonly handler: lambda.IFunction;
  readonly onFailure: sfn.IChainable;
};

/** Longer than a child can take: a stream may be waited for a week, and each of its steps for a worker. */
export const childSeconds = 30 * 24 * 60 * 60;

const which = { job: toExpression(execution.job), attempt: toExpression(execution.attempt) };

/** A step is over when the child is, which says so with the step's token. */
const oneChild = (scope: Construct, lambdaFunction: lambda.IFunction): sfn.IChainable => {
  const begin = tasks.LambdaInvoke.jsonata(scope, 'begin the item', {
    lambdaFunction,
    integrationPattern: sfn.IntegrationPattern.WAIT_FOR_TASK_TOKEN,
    payload: sfn.TaskInput.fromObject({
      step: 'begin',
      job: '{% $states.input.job %}',
      attempt: '{% $states.input.attempt %}',
      index: '{% $states.input.index %}',
      token: '{% $states.context.Task.Token %}',
    }),
    retryOnServiceExceptions: false,
    taskTimeout: sfn.Timeout.duration(Duration.seconds(childSeconds)),
    outputs: {},
  });
  // one that cannot be begun is counted as that, and the others go on
  const over = sfn.Pass.jsonata(scope, 'the item is over', { outputs: {} });
  return stubborn(begin).addCatch(over, { outputs: {} }).next(over);
};

/** The work of a job done by jobs of their own, one for each item; `$counted` is what came of them. */
export const childJobs = (scope: Construct, { found, handler, onFailure }: ChildJobsProps): Bound => {
  const ask = (id: string, step: string, name: string, more: object = {}) =>
    tasks.LambdaInvoke.jsonata(scope, id, {
      lambdaFunction: handler,
      payload: sfn.TaskInput.fromObject({ step, ...which, ...more }),
      retryOnServiceExceptions: false,
      assign: { [name]: '{% $states.result.Payload %}' },
      outputs: {},
    });
  const list = ask('list the items', 'list', 'listed', { found: toExpression(found) });
  const count = ask('count what came of them', 'count', 'counted');
  const { state } = new FanOut(scope, 'each item', {
    count: '$listed.count',
    atOnce: '$listed.atOnce',
    given: (index) => ({ ...which, index }),
    each: oneChild(scope, handler),
    onFailure,
  });
  list.next(state).next(count);
  return { start: list, ends: [count], tasks: [list, count] };
};
