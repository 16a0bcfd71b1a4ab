import { type Job, viewJob } from '#shared/job.ts';
import type { WebhookType } from '#shared/ports/webhooks.ts';

/** An item of the log may have 400 kB, and receivers take small bodies only. */
const largestBody = 200_000;

const bodyOf = (type: WebhookType, timestamp: string, data: object): string =>
  JSON.stringify({ type, timestamp, data });

/** What a receiver reads: the job as the API shows it, or what leads to it where that would be too much. */
export const eventBody = (type: WebhookType, job: Job): string => {
  const at = job.endedAt ?? job.createdAt;
  const whole = bodyOf(type, at, { job: viewJob(job) });
  if (Buffer.byteLength(whole) <= largestBody) return whole;
  const { id, kind, owner, state, attempt } = job;
  return bodyOf(type, at, { job: { id, kind, owner, state, attempt } });
};

export const testBody = (now: Date): string =>
  bodyOf('webhook.test', now.toISOString(), {
    message: 'if you can read this and its signature is right, all is well',
  });
