import * as sfn from 'aws-cdk-lib/aws-stepfunctions';
import type * as tasks from 'aws-cdk-lib/aws-stepfunctions-tasks';
import type { Construct } from 'constructs';
import { toExpression, toJsonata } from '../../statemachines/reference.ts';
import type { Archived } from '../../statemachines/workflow.ts';
import type { Bound } from '../placement/placement.ts';
import { otherwiseOf } from './job-steps.ts';

type Mark = (id: string, step: 'recall' | 'finish', more: object, assign?: object) => tasks.LambdaInvoke;

/** What the end of the job is to remember; null where that is not wanted. */
export const toRemember = ({ wanted, item }: Archived): string =>
  `{% $exists(${toJsonata(wanted)}) ? ${toJsonata(item)} : null %}`;

/** Ends the job, with no files and a note that says so, where its owner has fetched the same before and wants it once. */
export const passOver = (scope: Construct, { wanted, item }: Archived, mark: Mark): Bound => {
  const recall = mark(
    'look into the archive',
    'recall',
    { item: toExpression(item) },
    {
      assign: { recalled: '{% $states.result.Payload %}' },
    },
  );
  const outcome = '{% {"artifacts": [], "notes": ["was fetched before, by job " & $recalled.earlier]} %}';
  const finish = mark('finish without fetching', 'finish', { outcome });
  const known = sfn.Choice.jsonata(scope, 'fetched before?').when(
    sfn.Condition.jsonata('{% $recalled.earlier != null %}'),
    finish,
  );
  const asked = sfn.Choice.jsonata(scope, 'is it wanted once?').when(
    sfn.Condition.jsonata(`{% $exists(${toJsonata(wanted)}) %}`),
    recall,
  );
  recall.next(known);
  return { start: asked, ends: [otherwiseOf(known), otherwiseOf(asked)], tasks: [recall, finish] };
};
