import * as z from 'zod';
import type { JobError } from '#shared/job.ts';
import { type FailPorts, failJob } from './fail-job.ts';

/** EventBridge `Step Functions Execution Status Change`, as far as it is read. */
const executionEnded = z.object({
  detail: z.object({
    /** `{job id}-{attempt}` */
    name: z.string(),
    status: z.enum(['FAILED', 'TIMED_OUT', 'ABORTED', 'SUCCEEDED']),
  }),
});

const timedOut: JobError = { code: 'job.timed-out', message: 'the work took longer than a job may take' };
export const died: JobError = { code: 'workflow.died', message: 'the workflow ended before it could say why' };

/** The backstop: closes a job whose workflow is over while its record still lives. Usually there is nothing to do. */
export const closeDeadJob = async (event: unknown, now: Date, ports: FailPorts): Promise<void> => {
  const { name, status } = executionEnded.parse(event).detail;
  const [, id, attempt] = /^([0-9a-f-]{36})-(\d+)$/.exec(name) ?? [];
  if (!id || !attempt) return;
  await failJob({ id, attempt: Number(attempt) }, status === 'TIMED_OUT' ? timedOut : died, now, ports);
};
