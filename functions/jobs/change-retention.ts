import type { Caller } from '#shared/caller.ts';
import { EngineError } from '#shared/errors.ts';
import { findJob } from '#shared/find-job.ts';
import { viewJob } from '#shared/job.ts';
import { live, retain } from '#shared/life-cycle.ts';
import type { JobTable } from '#shared/ports/jobs.ts';
import { ok, type Reply } from '#shared/route.ts';

type Change = { readonly id: string; readonly caller: Caller; readonly now: Date; readonly seconds: number | null };

/** Of live work the wish is written down for its end; of finished work, even if just now, the clock starts anew. */
export const changeRetention = async (
  { id, caller, now, seconds }: Change,
  ports: { readonly jobs: JobTable },
): Promise<Reply> => {
  const { state } = await findJob(id, caller, ports);
  const changed =
    (await ports.jobs.apply(id, { from: live, set: { retentionSeconds: seconds } })) ??
    (await ports.jobs.apply(id, retain(seconds, now)));
  if (!changed) throw new EngineError('artifact.not-found', `the job is ${state} and has no files to keep`);
  return ok(viewJob(changed));
};
