import * as z from 'zod';
import { EngineError } from '#shared/errors.ts';
import type { Job } from '#shared/job.ts';
import { isPlainKey } from '#shared/plain-key.ts';
import { artifactPrefix, workPrefix } from '#shared/prefixes.ts';

type Whose = Pick<Job, 'id' | 'owner'> & Partial<Pick<Job, 'request'>>;

const liesUnder = (key: string, prefixes: readonly string[]): boolean =>
  isPlainKey(key) && prefixes.some((prefix) => key.startsWith(prefix));

/** Sources and results of the job's own owner, the source that its request names, and what its steps left. */
export const mayRead = (key: string, job: Whose): boolean =>
  (isPlainKey(key) && key === job.request?.['source']) ||
  liesUnder(key, [`raw/${job.owner}/`, `processed/${job.owner}/`, workPrefix(job)]);

export const mayWrite = (key: string, job: Whose): boolean => liesUnder(key, [artifactPrefix(job), workPrefix(job)]);

const namesCookies = z.object({
  wishes: z.object({ cookies: z.object({ id: z.string(), policy: z.enum(['when-needed', 'always']).optional() }) }),
});

/** Those that its request names, unless it says that they are never to be used. */
export const mayOpen = (cookies: string, { request }: Partial<Pick<Job, 'request'>>): boolean =>
  namesCookies.safeParse(request).data?.wishes.cookies.id === cookies;

const lastWordsSeconds = 60;

/** While the job runs, and for the last words of who learns that it does not any more. */
export const mayTell = ({ state, endedAt }: Pick<Job, 'state' | 'endedAt'>, now: Date): boolean =>
  state === 'running' || (endedAt !== undefined && now.getTime() - Date.parse(endedAt) <= lastWordsSeconds * 1000);

/** The error when a worker reaches for what is not its job's; undefined when it may. */
export const refuseKey = (key: string, job: Whose, to: 'read' | 'write'): EngineError | undefined => {
  if (to === 'read' ? mayRead(key, job) : mayWrite(key, job)) return undefined;
  return new EngineError('work.out-of-reach', `job ${job.id} may not ${to} ${JSON.stringify(key)}`, { field: 'key' });
};

/** The error when a job is not one that work can be done for, or not in this attempt any more. */
export const refuseJob = (
  job: Pick<Job, 'state' | 'attempt'> | null,
  id: string,
  attempt?: number,
): EngineError | undefined => {
  if (!job) return new EngineError('job.not-found', `there is no job ${id}`, { field: 'job' });
  if (attempt !== undefined && job.attempt !== attempt)
    return new EngineError('job.canceled', `job ${id} is at attempt ${job.attempt}`, { field: 'attempt' });
  if (job.state === 'running') return undefined;
  return new EngineError('job.canceled', `job ${id} is ${job.state}, nobody waits for this work`, { field: 'job' });
};
