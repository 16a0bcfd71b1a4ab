import type { Log } from './log.ts';
import type { JobLog } from './ports/jobs.ts';

export type NotePorts = { readonly logs: Pick<JobLog, 'append'>; readonly log: Log };

/** What the engine itself says stands under this step, unless it does a step's work. */
const engine = 'job';

/** Tells in a job's log what became of it; that the log cannot be written is no reason to fail what it tells of. */
export const note = async (
  of: string | { readonly job: string; readonly step: string },
  line: string,
  now: Date,
  { logs, log }: NotePorts,
): Promise<void> => {
  const { job, step } = typeof of === 'string' ? { job: of, step: engine } : of;
  try {
    await logs.append(job, [{ at: now.toISOString(), step, line }]);
  } catch (error) {
    log.error('a line of a job log was lost', error as Error);
  }
};
