import type * as s3 from 'aws-cdk-lib/aws-s3';
import * as sfn from 'aws-cdk-lib/aws-stepfunctions';
import * as tasks from 'aws-cdk-lib/aws-stepfunctions-tasks';
import type { Construct } from 'constructs';
import { leftInPeace, transientCodes } from '#shared/errors.ts';
import { toJsonata } from '../../statemachines/reference.ts';
import { execution, type Step } from '../../statemachines/workflow.ts';
import { type Call, keep, operationCall } from './placement.ts';

/**
 * How a container is called: the call is laid under the job's `work/` prefix, the container is told its key, and it
 * lays `{ output }` or `{ error: { code, message } }` beside it. A container that ends without either exits
 * non-zero, and Step Functions notices.
 */
type ContainerCall = {
  readonly put: tasks.CallAwsService;
  /** Reads the result; then the step is done, runs again for an error that passes, or has failed. */
  readonly get: tasks.CallAwsService;
  readonly done: sfn.Pass;
};

const keyOf = ({ name }: Step, end: 'call' | 'result'): string =>
  `{% 'work/' & ${toJsonata(execution.job)} & '/${name}.${end}.json' %}`;

/** What the container must find in its environment. */
export const callKey = (step: Step): { readonly name: string; readonly value: string } => ({
  name: 'REELMILL_CALL_KEY',
  value: keyOf(step, 'call'),
});

/** @param again the state that runs the container once more. */
export const containerCall = (
  scope: Construct,
  { step, onFailure }: Call,
  { bucket, again }: { readonly bucket: s3.IBucket; readonly again: sfn.IChainable },
): ContainerCall => {
  const result = `$${step.name}`;
  const tries = `${step.name}Tries`;
  const waits = `${step.name}Waits`;
  const put = tasks.CallAwsService.jsonata(scope, `${step.name}: lay the call`, {
    service: 's3',
    action: 'putObject',
    parameters: {
      Bucket: bucket.bucketName,
      Key: keyOf(step, 'call'),
      ContentType: 'application/json',
      Body: operationCall(step),
    },
    iamResources: [bucket.arnForObjects('work/*.call.json')],
    assign: { [tries]: 1, [waits]: 0 },
    outputs: {},
  });
  const get = tasks.CallAwsService.jsonata(scope, `${step.name}: read the result`, {
    service: 's3',
    action: 'getObject',
    parameters: { Bucket: bucket.bucketName, Key: keyOf(step, 'result') },
    iamResources: [bucket.arnForObjects('work/*.result.json')],
    ...keep(step, '$parse($states.result.Body)'),
  });
  const done = sfn.Pass.jsonata(scope, `${step.name}: done`, keep(step, `${result}.output`));
  const passes = `${result}.error.code in ${JSON.stringify(transientCodes)} and $${tries} < 3`;
  const isBusy = `${result}.error.code = ${JSON.stringify(leftInPeace)}`;
  const wait = sfn.Wait.jsonata(scope, `${step.name}: leave the site in peace`, {
    time: sfn.WaitTime.seconds('{% 60 + $floor($random() * 540) %}'),
    outputs: {},
  });
  wait.next(again);
  const judge = sfn.Choice.jsonata(scope, `${step.name}: did it work?`)
    .when(sfn.Condition.jsonata(`{% $exists(${result}.output) %}`), done)
    .when(sfn.Condition.jsonata(`{% ${isBusy} and $${waits} < 60 %}`), wait, {
      assign: { [waits]: `{% $${waits} + 1 %}` },
    })
    .when(sfn.Condition.jsonata(`{% ${passes} %}`), again, { assign: { [tries]: `{% $${tries} + 1 %}` } })
    .otherwise(
      sfn.Pass.jsonata(scope, `${step.name}: failed`, {
        assign: { failure: { Error: `{% ${result}.error.code %}`, Cause: `{% ${result}.error.message %}` } },
        outputs: {},
      }).next(onFailure),
    );
  get.next(judge);
  return { put, get, done };
};
