import type { Job } from '#shared/job.ts';
import { live, requeue } from '#shared/life-cycle.ts';
import type { JobTable } from '#shared/ports/jobs.ts';
import type { Workflows } from '#shared/ports/workflows.ts';
import { type LaunchPorts, launch } from '#shared/start-job.ts';

type ReconcilePorts = LaunchPorts & { readonly jobs: JobTable; readonly workflows: Workflows };

const pageSize = 100;

/** After a restart of its surroundings an execution that ran is over, with no event to say so. */
const takeUp = async (job: Job, now: Date, ports: ReconcilePorts): Promise<boolean> => {
  const state = await ports.workflows.state(job);
  if (state === 'running') return false;
  const neverStarted = state === null && job.state === 'queued';
  const queued = neverStarted ? job : await ports.jobs.apply(job.id, requeue(job, now));
  if (queued) await launch(queued, now, ports);
  return queued !== null;
};

/** Starts every live job again whose execution did not outlive a restart; answers how many there were. */
export const reconcile = async (now: Date, ports: ReconcilePorts): Promise<{ restarted: number }> => {
  let restarted = 0;
  let cursor: string | undefined;
  do {
    const page = await ports.jobs.list({ states: live, limit: pageSize, ...(cursor && { cursor }) });
    for (const job of page.items) if (await takeUp(job, now, ports)) restarted += 1;
    cursor = page.cursor ?? undefined;
  } while (cursor);
  return { restarted };
};
