import type { Job, JobState } from '../api/types.ts';
import type { IconName } from '../parts/icon-paths.ts';

type Look = {
  readonly label: string;
  readonly icon: IconName;
  readonly tone: 'lamp' | 'mill' | 'alarm' | 'idle';
};

const looks: Readonly<Record<JobState, Look>> = {
  queued: { label: 'Waiting', icon: 'wait', tone: 'lamp' },
  running: { label: 'Working', icon: 'play', tone: 'lamp' },
  succeeded: { label: 'Done', icon: 'check', tone: 'mill' },
  failed: { label: 'Failed', icon: 'alert', tone: 'alarm' },
  canceled: { label: 'Canceled', icon: 'stop', tone: 'idle' },
  expired: { label: 'Files gone', icon: 'trash', tone: 'idle' },
};

/** A job that runs may still wait for a worker to take it; to a person it waits. */
export const isWaiting = ({ state, progress }: Pick<Job, 'state' | 'progress'>): boolean =>
  state === 'queued' || (state === 'running' && progress.stage === 'waiting');

export const lookOf = (job: Pick<Job, 'state' | 'progress'>): Look => looks[isWaiting(job) ? 'queued' : job.state];
