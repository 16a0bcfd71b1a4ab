import { settled } from '#shared/answer-job.ts';
import { EngineError, errorTable, isErrorCode } from '#shared/errors.ts';
import type { Job } from '#shared/job.ts';
import { isLive } from '#shared/life-cycle.ts';
import type { JobTable } from '#shared/ports/jobs.ts';
import type { MadeBefore } from '#shared/ports/made-before.ts';
import { type JobOrder, type StartPorts, startJob } from '#shared/start-job.ts';

/** For so long a refusal that will not pass by itself stands for the next who ask the same. */
const refusalSeconds = 30;

const secondsSince = (instant: string | undefined, now: Date): number =>
  instant === undefined ? Number.POSITIVE_INFINITY : (now.getTime() - Date.parse(instant)) / 1000;

/** How many whole seconds ago a job ended. */
export const ageOf = ({ endedAt }: Job, now: Date): number => Math.max(0, Math.floor(secondsSince(endedAt, now)));

const isLastingRefusal = ({ error }: Job): boolean =>
  error !== undefined && isErrorCode(error.code) && !errorTable[error.code].transient;

/** Whether a job answers for those who ask the same again: it is at it, has done it, or was refused a moment ago. */
export const stillServes = (job: Job, now: Date, freshSeconds: number): boolean => {
  if (isLive(job)) return true;
  const age = secondsSince(job.endedAt, now);
  if (job.state === 'succeeded') return job.artifacts.length > 0 && age < freshSeconds;
  return job.state === 'failed' && isLastingRefusal(job) && age < refusalSeconds;
};

export type SamePorts = StartPorts & {
  readonly jobs: Pick<JobTable, 'create' | 'get'>;
  readonly made: MadeBefore;
};

/** What was started behind a pointer that got lost is found again on the way; there is hardly ever one. */
const mostSteps = 10;

type Same = { readonly key: string; readonly order: JobOrder; readonly serves: (job: Job) => boolean };

/**
 * The job that a key stands for as long as it serves, else a new one. Each is started behind the one before: those who
 * ask at the same time name the same place and so get the same job, by the idempotency of its creation.
 */
const sameOrNew = async ({ key, order, serves }: Same, now: Date, ports: SamePorts): Promise<Job> => {
  const known = await ports.made.find(key);
  let last = known ? await ports.jobs.get(known) : null;
  for (let step = 0; step < mostSteps; step += 1) {
    if (last && serves(last)) return last;
    const idempotency = { key: `${key} after ${last?.id ?? 'nothing'}`, requestHash: key };
    last = await startJob(order, { now, idempotency }, ports);
    await ports.made.remember(key, last.id);
  }
  throw new EngineError('service.unavailable', 'the same is started again and again by others');
};

/** The same, once it has ended or whoever asked waits no longer; finding and starting it counts as waiting too. */
export const sameOrNewSettled = async (
  same: Same,
  { now, waitSeconds }: { readonly now: Date; readonly waitSeconds: number },
  ports: SamePorts,
): Promise<{ readonly found: Job; readonly job: Job }> => {
  const began = performance.now();
  const found = await sameOrNew(same, now, ports);
  const left = waitSeconds - (performance.now() - began) / 1000;
  return { found, job: await settled(found, left, ports) };
};
