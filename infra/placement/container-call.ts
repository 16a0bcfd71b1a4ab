import type * as s3 from 'aws-cdk-lib/aws-s3';
import * as sfn from 'aws-cdk-lib/aws-stepfunctions';
import * as tasks from 'aws-cdk-lib/aws-stepfunctions-tasks';
import type { Construct } from 'constructs';
import { toJsonata } from '../../statemachines/reference.ts';
import { execution, type Step } from '../../statemachines/workflow.ts';
import { type Call, keep, operationCall } from './placement.ts';

/**
 * How a container is called: the call is laid under the job's `work/` prefix, the container is told its key in
 * CALL_KEY, and it lays `{ output }` or `{ error: { code, message } }` beside it. A container that ends without a
 * result exits non-zero, and Step Functions notices.
 */
export type ContainerCall = {
  readonly put: tasks.CallAwsService;
  readonly get: tasks.CallAwsService;
  readonly judge: sfn.Choice;
  readonly done: sfn.Pass;
  /** JSONata expression of the call's key. */
  readonly callKey: string;
};

const keyOf = ({ name }: Step, end: 'call' | 'result'): string =>
  `{% 'work/' & ${toJsonata(execution.job)} & '/${name}.${end}.json' %}`;

export const containerCall = (scope: Construct, { step, onFailure }: Call, bucket: s3.IBucket): ContainerCall => {
  const callKey = keyOf(step, 'call');
  const put = tasks.CallAwsService.jsonata(scope, `${step.name}: lay the call`, {
    service: 's3',
    action: 'putObject',
    parameters: { Bucket: bucket.bucketName, Key: callKey, ContentType: 'application/json', Body: operationCall(step) },
    iamResources: [bucket.arnForObjects('work/*.call.json')],
    outputs: {},
  });
  const get = tasks.CallAwsService.jsonata(scope, `${step.name}: read the result`, {
    service: 's3',
    action: 'getObject',
    parameters: { Bucket: bucket.bucketName, Key: keyOf(step, 'result') },
    iamResources: [bucket.arnForObjects('work/*.result.json')],
    ...keep(step, '$parse($states.result.Body)'),
  });
  const done = sfn.Pass.jsonata(scope, `${step.name}: done`, {
    assign: { [step.name]: `{% $${step.name}.output %}` },
    outputs: {},
  });
  const judge = sfn.Choice.jsonata(scope, `${step.name}: did it work?`)
    .when(sfn.Condition.jsonata(`{% $exists($${step.name}.error) %}`), onFailure, {
      assign: {
        failure: { Error: `{% $${step.name}.error.code %}`, Cause: `{% $${step.name}.error.message %}` },
      },
    })
    .otherwise(done);
  get.next(judge);
  return { put, get, judge, done, callKey };
};
