import type { Job } from '#shared/job.ts';
import type { Transition } from '#shared/life-cycle.ts';
import type { Log } from '#shared/log.ts';
import type { WorkPorts } from '#shared/operation.ts';
import type { Checkpoints, JobLog } from '#shared/ports/jobs.ts';

/** What a run needs of the job records: to say that it lives, and to hear whether its job still does. */
type LiveJobs = {
  readonly get: (id: string) => Promise<Pick<Job, 'state' | 'attempt'> | null>;
  /** Null when it was refused. */
  readonly apply: (id: string, transition: Transition) => Promise<object | null>;
};

/** What the one way to run an operation stands on, whatever door the call came by. */
export type RunPorts = WorkPorts & {
  readonly jobs: LiveJobs;
  readonly logs: Pick<JobLog, 'append'>;
  readonly checkpoints: Omit<Checkpoints, 'clear' | 'makers'>;
  readonly log: Log;
  /** Names the code and the programs that do the work: what comes of it is told apart by that. */
  readonly maker: string;
  /** Folder under which each run gets one of its own. */
  readonly scratchRoot: string;
};
