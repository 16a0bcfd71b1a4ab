import * as z from 'zod';
import { answerJob } from '#shared/answer-job.ts';
import { EngineError } from '#shared/errors.ts';
import { findJob } from '#shared/find-job.ts';
import { type Job, jobView } from '#shared/job.ts';
import { jobParams } from '#shared/job-queries.ts';
import { canRetry, holdForRetry, retry, unlessMoved } from '#shared/life-cycle.ts';
import { note } from '#shared/note.ts';
import type { Checkpoints, JobTable } from '#shared/ports/jobs.ts';
import type { MediaStore } from '#shared/ports/media-store.ts';
import { route } from '#shared/route.ts';
import { type LaunchPorts, launch } from '#shared/start-job.ts';

const refusal = ({ state }: Job): EngineError => {
  const why = state === 'failed' ? 'what it had made is removed by now' : `it is ${state}; only a failed one can`;
  return new EngineError('job.not-retryable', `the job cannot be retried: ${why}`);
};

type Ports = LaunchPorts & {
  jobs: JobTable;
  media: Pick<MediaStore, 'head'>;
  checkpoints: Pick<Checkpoints, 'get' | 'clear'>;
};

/** What the first stage found out about the source, as far as it is read. */
const inspected = z.object({ etag: z.string() });

/** Whether what was found out and planned is of another object than now lies under the source's key. */
const isReplaced = async ({ id, request }: Job, { media, checkpoints }: Ports): Promise<boolean> => {
  const seen = inspected.safeParse(await checkpoints.get(id, 'inspect'));
  const { source } = request;
  if (!seen.success || typeof source !== 'string') return false;
  return (await media.head(source))?.etag !== seen.data.etag;
};

/**
 * Before the job is queued: who dies in between leaves one that has forgotten more than it had to, never one that goes
 * on from a plan for other bytes. Of two who retry at once, the other has lost by then.
 */
const forget = async (job: Job, now: Date, { checkpoints, ...ports }: Ports): Promise<Job | null> => {
  const held = await ports.jobs.apply(job.id, unlessMoved(job, holdForRetry(job, now)));
  if (!held) return null;
  await checkpoints.clear(job.id);
  await note(job.id, 'the source was replaced: from the beginning', now, ports);
  return held;
};

/** The job as the next attempt; null when it has moved on since it was read. */
const queueAgain = async (job: Job, now: Date, ports: Ports): Promise<Job | null> => {
  const ready = (await isReplaced(job, ports)) ? await forget(job, now, ports) : job;
  return ready && ports.jobs.apply(job.id, unlessMoved(ready, retry(ready, now)));
};

export const retryJob = route({
  method: 'POST',
  path: '/api/v1/jobs/{id}/retry',
  summary: 'Try a failed job again',
  description:
    'For a week after it failed. Goes on from the stage that failed: finished stages are not paid for twice, ' +
    'unless the source was replaced in the meantime. ' +
    "The job's `error.retryable` says whether it may help although nothing else has changed.",
  allows: 'write',
  params: jobParams,
  waits: true,
  replies: { 200: jobView, 202: jobView, 409: null },
  handle: async ({ params, caller, now, waitSeconds }, ports: Ports) => {
    const job = await findJob(params.id, caller, ports);
    if (!canRetry(job, now)) throw refusal(job);
    const queued = await queueAgain(job, now, ports);
    if (!queued) throw refusal(await findJob(params.id, caller, ports));
    await launch(queued, now, ports);
    return answerJob(queued, waitSeconds, ports);
  },
});
