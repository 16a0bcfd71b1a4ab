import { EngineError } from '#shared/errors.ts';
import type { Job } from '#shared/job.ts';
import { type Outcome, retain, succeed } from '#shared/life-cycle.ts';
import { measure } from '#shared/measure.ts';
import { type NotePorts, note } from '#shared/note.ts';
import type { Told } from '#shared/operation.ts';
import type { JobLog, JobTable } from '#shared/ports/jobs.ts';
import { artifactPrefix } from '#shared/prefixes.ts';

export type FinishPorts = NotePorts & { readonly jobs: Pick<JobTable, 'get' | 'apply'>; readonly logs: JobLog };

/** A worker outside says what it made: that is its word, and may not name what another job or owner has. */
const mustBeOwn = (job: Job, { artifacts }: Outcome): void => {
  const foreign = artifacts.find(({ key }) => !key.startsWith(artifactPrefix(job)));
  if (foreign)
    throw new EngineError('internal', `an artifact of job ${job.id} lies outside its folder: ${foreign.key}`);
};

type End = Told & { readonly outcome: Outcome; readonly now: Date; readonly cached?: true };

/** Writes the good end of the attempt that the record was read in, and says so; null when it had ended already. */
export const finishJob = async (job: Job, { outcome, now, ...more }: End, ports: FinishPorts): Promise<Job | null> => {
  mustBeOwn(job, outcome);
  const { set, ...when } = succeed(job, outcome, now);
  const measured = await measure(job, now, ports);
  const succeeded = await ports.jobs.apply(job.id, { ...when, set: { ...set, ...measured, ...more } });
  // said between our reading and our writing: the end was reckoned with what stood before
  if (succeeded && succeeded.retentionSeconds !== job.retentionSeconds)
    await ports.jobs.apply(job.id, retain(succeeded.retentionSeconds, now));
  if (succeeded) await note(job.id, 'succeeded', now, ports);
  return succeeded;
};
