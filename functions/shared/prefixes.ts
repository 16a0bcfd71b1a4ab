import type { Job } from './job.ts';

/** Where a job's results lie. */
export const artifactPrefix = ({ owner, id }: Pick<Job, 'owner' | 'id'>): string => `processed/${owner}/${id}/`;

/** Where its steps leave what only they need; emptied when the job is over and past its retry window. */
export const workPrefix = ({ id }: Pick<Job, 'id'>): string => `work/${id}/`;
