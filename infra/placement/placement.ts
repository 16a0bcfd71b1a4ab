import type * as sfn from 'aws-cdk-lib/aws-stepfunctions';
import type { Construct } from 'constructs';
import type { Operation } from '#shared/operation.ts';
import { toExpression } from '../../statemachines/reference.ts';
import { execution, type Step } from '../../statemachines/workflow.ts';

/** A queue is named by its tag, which is what workers take by. */
export type PlacementName = 'lambda' | 'fargate' | 'batch-gpu' | 'mediaconvert' | `queue:${string}`;

/** What a placement is asked to run: one step, and where the workflow goes on when it cannot be done. */
export type Call = {
  readonly step: Step;
  /** Takes over with the variable `failure` set to `{ Error, Cause }`. */
  readonly onFailure: sfn.IChainable;
};

/** The states that run a step. After the last of them the variable named like the step holds the operation's output. */
export type Bound = {
  readonly start: sfn.State;
  readonly ends: readonly sfn.INextable[];
  /** The states that do work and may fail; the workflow adds its retries and its catch to each. */
  readonly tasks: readonly sfn.TaskStateBase[];
};

/** A kind of place that operations run at. */
export interface Placement {
  /** Why it cannot run the operation, in words that follow its name; undefined when it can. */
  refuse(operation: Operation): string | undefined;
  /** Adds the states that run one step. */
  bind(scope: Construct, call: Call): Bound;
}

/** The body of every call, as `functions/shared/operation-call.ts` parses it on the other side. */
export const operationCall = ({ name, operation, input }: Step): Record<string, unknown> => ({
  operation: operation.name,
  step: name,
  job: toExpression(execution.job),
  attempt: toExpression(execution.attempt),
  owner: toExpression(execution.owner),
  input: toExpression(input),
});

/** What a task leaves behind: its result in the step's variable, and nothing in the state's output. */
export const keep = ({ name }: Step, result: string): Pick<sfn.TaskStateJsonataBaseProps, 'assign' | 'outputs'> => ({
  assign: { [name]: `{% ${result} %}` },
  outputs: {},
});

export const failure = { assign: { failure: '{% $states.errorOutput %}' }, outputs: {} };

/** Answers the first limit that the operation's needs go over. */
export const firstOver = (
  limits: readonly {
    readonly needed: number;
    readonly most: number;
    readonly say: (needed: number, most: number) => string;
  }[],
): string | undefined => {
  const over = limits.find(({ needed, most }) => needed > most);
  return over?.say(over.needed, over.most);
};
