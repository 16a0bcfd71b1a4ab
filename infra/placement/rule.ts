import * as sfn from 'aws-cdk-lib/aws-stepfunctions';
import type { Construct } from 'constructs';
import type { ErrorCode } from '#shared/errors.ts';
import type { Needs, Operation } from '#shared/operation.ts';
import { toJsonata } from '../../statemachines/reference.ts';
import type { Bound, Call, Placement, PlacementName } from './placement.ts';

/** Chooses by the step's estimate, when the workflow runs. */
type ByMinutes = {
  /** Estimated minutes of work up to which `then` runs it. */
  readonly upTo: number;
  /** Estimated scratch space up to which `then` runs it. */
  readonly scratchGiB: number;
  readonly then: PlacementName;
  readonly otherwise: PlacementName;
};

export type Rule = PlacementName | ByMinutes;

export const byMinutes = (rule: ByMinutes): Rule => rule;

/** Where a rule may send an operation, with the needs that it can have there. */
export const branchesOf = (rule: Rule, needs: Needs): { readonly place: PlacementName; readonly needs: Needs }[] =>
  typeof rule === 'string'
    ? [{ place: rule, needs }]
    : [
        {
          place: rule.then,
          needs: {
            ...needs,
            minutes: Math.min(rule.upTo, needs.minutes),
            diskGiB: Math.min(rule.scratchGiB, needs.diskGiB),
          },
        },
        { place: rule.otherwise, needs },
      ];

/** What says that the place was too small for the work, and nothing of the work. */
const tooSmall = ['job.timed-out', 'worker.disk-full'] as const satisfies readonly ErrorCode[];

export type Placements = (name: PlacementName) => Placement;

/** The sentence that synth fails with, or undefined when every branch of the rule can run the operation. */
export const refusal = (operation: Operation, rule: Rule, placements: Placements): string | undefined =>
  branchesOf(rule, operation.needs)
    .map(({ place, needs }) => placements(place).refuse({ ...operation, needs }))
    .filter((sentence) => sentence !== undefined)
    .map((sentence) => `${operation.name} ${sentence}`)[0];

/** The states of one step, with a choice before them when the rule has one. */
export const bindRule = (scope: Construct, rule: Rule, call: Call, placements: Placements): Bound => {
  if (typeof rule === 'string') return placements(rule).bind(scope, call);
  const { step } = call;
  if (!step.estimate) throw new Error(`step ${step.name}: its placement goes by an estimate, the workflow gives none`);
  const short = placements(rule.then).bind(scope, call);
  const long = placements(rule.otherwise).bind(scope, call);
  // an estimate may be wrong
  for (const task of short.tasks) task.addCatch(long.start, { errors: [...tooSmall], outputs: {} });
  const estimate = toJsonata(step.estimate);
  const fits = `${estimate}.minutes <= ${rule.upTo} and ${estimate}.scratchBytes <= ${rule.scratchGiB * 2 ** 30}`;
  const choice = sfn.Choice.jsonata(scope, `${step.name}: short?`)
    .when(sfn.Condition.jsonata(`{% ${fits} %}`), short.start)
    .otherwise(long.start);
  return { start: choice, ends: [...short.ends, ...long.ends], tasks: [...short.tasks, ...long.tasks] };
};
