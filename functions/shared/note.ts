import type { Log } from './log.ts';
import type { JobLog } from './ports/jobs.ts';

export type NotePorts = { readonly logs: Pick<JobLog, 'append'>; readonly log: Log };

/** What the engine itself says stands under this step. */
const step = 'job';

/** Tells in a job's log what became of it; that the log cannot be written is no reason to fail what it tells of. */
export const note = async (job: string, line: string, now: Date, { logs, log }: NotePorts): Promise<void> => {
  try {
    await logs.append(job, [{ at: now.toISOString(), step, line }]);
  } catch (error) {
    log.error('a line of a job log was lost', error as Error);
  }
};
