import { describe, expect, it } from 'vitest';
import type { JobView } from '#shared/job.ts';
import { type Api, upload } from '../support/client.ts';
import { aPerson } from '../support/people.ts';
import { source } from '../support/sources.ts';
import { until } from '../support/wait.ts';

const count = process.env['REELMILL_SOAK'] ? 200 : 50;
const seconds = count * 6;

const jobsOf = async (api: Api): Promise<JobView[]> => {
  const jobs: JobView[] = [];
  for (let cursor: string | null = ''; cursor !== null; ) {
    const { body } = await api('GET', `/api/v1/jobs?limit=100${cursor && `&cursor=${cursor}`}`);
    jobs.push(...body.jobs);
    cursor = body.cursor;
  }
  return jobs;
};

describe(`${count} jobs at once`, () => {
  it(
    'all succeed, each once, and leave the history whole',
    async () => {
      const { api } = await aPerson('user');
      const { body } = await upload(api, await source('tiny.mp4'));
      const asked = { body: { source: { upload: body.upload.id }, preset: 'wav', reuse: false } };
      const accepted = await Promise.all(Array.from({ length: count }, () => api('POST', '/api/v1/transcode', asked)));
      expect(new Set(accepted.map(({ status }) => status))).toEqual(new Set([202]));
      const isOver = (jobs: JobView[]) => jobs.every(({ endedAt }) => endedAt !== undefined);
      const jobs = await until(() => jobsOf(api), isOver, { seconds, everyMs: 1500 });
      expect(jobs.map(({ state, attempt }) => `${state} ${attempt}`)).toEqual(Array(count).fill('succeeded 1'));
      expect(new Set(jobs.map(({ id }) => id))).toEqual(new Set(accepted.map(({ body: job }) => job.id)));
    },
    (seconds + 60) * 1000,
  );
});
