import { Duration } from 'aws-cdk-lib';
import type * as iam from 'aws-cdk-lib/aws-iam';
import type * as lambda from 'aws-cdk-lib/aws-lambda';
import * as sfn from 'aws-cdk-lib/aws-stepfunctions';
import * as tasks from 'aws-cdk-lib/aws-stepfunctions-tasks';
import type { Construct } from 'constructs';
import type { Operation } from '#shared/operation.ts';
import { type Bound, type Call, keep, operationCall, type Placement } from './placement.ts';

export type MediaConvertPlacementProps = {
  /** Turns a call into MediaConvert's job settings: the operation's `.mediaconvert.ts`, a pure function. */
  readonly translate: lambda.IFunction;
  /** Turns the finished job's output details into the operation's output. */
  readonly collect: lambda.IFunction;
  /** What MediaConvert reads and writes the bucket as. */
  readonly role: iam.IRole;
};

/** Lets AWS Elemental MediaConvert do an operation that has a translation. */
export class MediaConvertPlacement implements Placement {
  readonly #props: MediaConvertPlacementProps;

  constructor(props: MediaConvertPlacementProps) {
    this.#props = props;
  }

  refuse({ needs }: Operation): string | undefined {
    const foreign = needs.tools.find((tool) => tool !== 'ffmpeg' && tool !== 'ffprobe');
    return foreign ? `needs ${foreign}, MediaConvert runs no programs of ours` : undefined;
  }

  bind(scope: Construct, { step }: Call): Bound {
    const { translate, collect, role } = this.#props;
    const ask = tasks.LambdaInvoke.jsonata(scope, `${step.name}: translate`, {
      lambdaFunction: translate,
      payload: sfn.TaskInput.fromObject(operationCall(step)),
      retryOnServiceExceptions: false,
      ...keep(step, '$states.result.Payload'),
    });
    const create = tasks.MediaConvertCreateJob.jsonata(scope, `${step.name} on mediaconvert`, {
      integrationPattern: sfn.IntegrationPattern.RUN_JOB,
      createJobRequest: {
        Role: role.roleArn,
        Settings: `{% $${step.name}.settings %}`,
        UserMetadata: { job: '{% $states.context.Execution.Input.job %}', step: step.name },
      },
      taskTimeout: sfn.Timeout.duration(Duration.minutes(step.operation.needs.minutes)),
      ...keep(step, '$states.result.Job'),
    });
    const read = tasks.LambdaInvoke.jsonata(scope, `${step.name}: collect`, {
      lambdaFunction: collect,
      payload: sfn.TaskInput.fromObject({
        call: operationCall(step),
        details: `{% $${step.name}.OutputGroupDetails %}`,
      }),
      retryOnServiceExceptions: false,
      ...keep(step, '$states.result.Payload'),
    });
    ask.next(create);
    create.next(read);
    return { start: ask, ends: [read], tasks: [ask, create, read] };
  }
}
