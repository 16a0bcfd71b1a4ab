import type { Job } from '../job.ts';

export type ExecutionState = 'running' | 'succeeded' | 'failed' | 'timed-out' | 'aborted';

/** The workflow executions, one for each attempt of a job. */
export type Workflows = {
  /** Idempotent: the same job and attempt starts once. */
  readonly start: (job: Pick<Job, 'id' | 'kind' | 'attempt' | 'owner' | 'request'>) => Promise<void>;
  /** Stops it if it runs; an absent or ended one is no error. */
  readonly stop: (job: Pick<Job, 'id' | 'kind' | 'attempt'>, reason: string) => Promise<void>;
  readonly state: (job: Pick<Job, 'id' | 'kind' | 'attempt'>) => Promise<ExecutionState | null>;
};

/** Answers to steps that wait for a task token; an unknown or spent token is `false`, not an error. */
export type Callbacks = {
  readonly beat: (token: string) => Promise<boolean>;
  readonly succeed: (token: string, output: unknown) => Promise<boolean>;
  readonly fail: (token: string, error: { readonly code: string; readonly message: string }) => Promise<boolean>;
};
