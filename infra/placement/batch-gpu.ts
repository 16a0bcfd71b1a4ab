import { Duration } from 'aws-cdk-lib';
import type * as s3 from 'aws-cdk-lib/aws-s3';
import * as sfn from 'aws-cdk-lib/aws-stepfunctions';
import * as tasks from 'aws-cdk-lib/aws-stepfunctions-tasks';
import type { Construct } from 'constructs';
import type { Operation } from '#shared/operation.ts';
import { callKey, containerCall } from './container-call.ts';
import { type Bound, type Call, firstOver, type Placement } from './placement.ts';

/** One g6.4xlarge, the largest single-GPU machine that the job queue may choose, less what its agent takes. */
const batchGpuLimits = { cpu: 16, memoryMiB: 61_440, diskGiB: 500 } as const;

export type BatchGpuPlacementProps = {
  readonly jobDefinitionArn: string;
  /** Its order of compute environments decides when spare capacity gives way to full price. */
  readonly jobQueueArn: string;
  readonly bucket: s3.IBucket;
};

/** Runs an operation in a container with one GPU, on machines that Batch starts and stops. */
export class BatchGpuPlacement implements Placement {
  readonly #props: BatchGpuPlacementProps;

  constructor(props: BatchGpuPlacementProps) {
    this.#props = props;
  }

  refuse({ needs }: Operation): string | undefined {
    if (!needs.gpu) return 'needs no GPU, batch-gpu is for work that does';
    return firstOver([
      { needed: needs.cpu, most: batchGpuLimits.cpu, say: (n, m) => `needs ${n} CPUs, the GPU machine has ${m}` },
      {
        needed: needs.memoryMiB,
        most: batchGpuLimits.memoryMiB,
        say: (n, m) => `needs ${n} MiB, the GPU machine has ${m}`,
      },
      {
        needed: needs.diskGiB,
        most: batchGpuLimits.diskGiB,
        say: (n, m) => `needs ${n} GiB of disk, the GPU machine has ${m}`,
      },
    ]);
  }

  bind(scope: Construct, call: Call): Bound {
    const { step } = call;
    const { jobDefinitionArn, jobQueueArn, bucket } = this.#props;
    const key = callKey(step);
    const submit = tasks.BatchSubmitJob.jsonata(scope, `${step.name} on batch-gpu`, {
      integrationPattern: sfn.IntegrationPattern.RUN_JOB,
      jobDefinitionArn,
      jobQueueArn,
      jobName: step.name,
      containerOverrides: { environment: { [key.name]: key.value }, vcpus: step.operation.needs.cpu, gpuCount: 1 },
      taskTimeout: sfn.Timeout.duration(Duration.minutes(step.operation.needs.minutes)),
      outputs: {},
    });
    const { put, get, done } = containerCall(scope, call, { bucket, again: submit });
    put.next(submit);
    submit.next(get);
    return { start: put, ends: [done], tasks: [put, submit, get] };
  }
}
