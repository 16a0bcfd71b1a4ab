import * as sfn from 'aws-cdk-lib/aws-stepfunctions';
import type { Construct } from 'constructs';
import { toJsonata } from '../../statemachines/reference.ts';
import type { Step } from '../../statemachines/workflow.ts';
import type { Bound } from '../placement/placement.ts';

const then = (first: Bound, second: Bound): Bound => {
  for (const end of first.ends) end.next(second.start);
  return { start: first.start, ends: second.ends, tasks: [...first.tasks, ...second.tasks] };
};

/** One after the other, at least one, as if they were one. */
export const inOrder = (parts: readonly Bound[]): Bound => parts.reduce(then);

/** Where a choice goes on that has nothing more to ask. */
export const otherwiseOf = (choice: sfn.Choice): sfn.INextable => ({
  next: (on) => {
    choice.otherwise(on);
    return sfn.Chain.start(choice);
  },
});

const condition = (jsonata: string): sfn.Condition => sfn.Condition.jsonata(`{% ${jsonata} %}`);

/** A step that waits for as long as its result says, and is run once more, until it says nothing of the kind. */
const repeated = (scope: Construct, { name, again }: Step, { start, ends, tasks }: Bound): Bound => {
  if (!again) return { start, ends, tasks };
  const seconds = toJsonata(again.after);
  const pause = sfn.Wait.jsonata(scope, `${name}: wait`, {
    time: sfn.WaitTime.seconds(`{% ${seconds} %}`),
    outputs: {},
  });
  pause.next(start);
  const choice = sfn.Choice.jsonata(scope, `${name}: once more?`).when(condition(`${seconds} > 0`), pause);
  for (const end of ends) end.next(choice);
  return { start, ends: [otherwiseOf(choice)], tasks };
};

/** Steps that are passed by where there is nothing for them; their variables are there all the same, and empty. */
const optional = (scope: Construct, steps: readonly Step[], { start, ends, tasks }: Bound): Bound => {
  const [{ name, when } = {}] = steps;
  if (!when) return { start, ends, tasks };
  const choice = sfn.Choice.jsonata(scope, `${name}: wanted?`, {
    assign: Object.fromEntries(steps.map((step) => [step.name, {}])),
  }).when(condition(`$exists(${toJsonata(when)})`), start);
  return { start: choice, ends: [...ends, otherwiseOf(choice)], tasks };
};

/** Neighbours that hang on the same condition. */
const grouped = (steps: readonly Step[]): Step[][] => {
  const groups: Step[][] = [];
  for (const step of steps) {
    const last = groups.at(-1);
    if (step.when && last?.[0]?.when === step.when) last.push(step);
    else groups.push([step]);
  }
  return groups;
};

/** The steps of a workflow, each bound to where it runs, with what stands between them. */
export const bindSteps = (scope: Construct, steps: readonly Step[], bind: (step: Step) => Bound): Bound[] =>
  grouped(steps).map((group) =>
    optional(scope, group, inOrder(group.map((step) => repeated(scope, step, bind(step))))),
  );
