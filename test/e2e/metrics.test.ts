import { beforeAll, describe, expect, it } from 'vitest';
import { fixture } from '../fixtures/make.ts';
import { type Answer, admin, ask, ended, submit } from '../support/client.ts';
import { aPerson } from '../support/people.ts';
import { type Family, parseScrape, sampleOf } from '../support/prometheus/parse.ts';
import { until } from '../support/wait.ts';

const scrape = async (): Promise<Family[]> => {
  const { status, text, headers } = await admin()('GET', '/api/v1/metrics');
  expect(status).toBe(200);
  expect(headers.get('content-type')).toMatch(/^text\/plain; version=0\.0\.4/);
  return parseScrape(text);
};

const health = (): Promise<Answer> => ask('GET', '/api/v1/health');

describe('the figures of an installation', () => {
  let before: Family[];
  beforeAll(async () => {
    before = await scrape();
  });

  it('are read by the parser of Prometheus, under the names that were promised', () => {
    const typed = Object.fromEntries(before.map(({ name, type }) => [name, type]));
    expect(typed).toMatchObject({
      jobs: 'counter',
      jobs_duration_seconds: 'histogram',
      bytes_uploaded: 'counter',
      jobs_in_flight: 'gauge',
      storage_bytes_used: 'gauge',
      http_requests: 'counter',
      processing_seconds: 'histogram',
      error: 'counter',
      queue_size: 'gauge',
    });
  });

  it('count a job that fails, once, though several functions and a worker had to do with it', async () => {
    const { api } = await aPerson('user');
    const job = await ended(api, await submit(api, await fixture('text.mp4'), { preset: 'h264-480p' }));
    const code = job.error?.code ?? '';
    expect(job.state).toBe('failed');
    const grown = (families: Family[], name: string, labels: Record<string, string>) =>
      (sampleOf(families, name, labels) ?? 0) - (sampleOf(before, name, labels) ?? 0);
    const failed = { kind: 'transcode', status: 'failed' };
    const after = await until(scrape, (now) => grown(now, 'jobs_total', failed) > 0, { seconds: 20, everyMs: 500 });
    expect(grown(after, 'jobs_total', failed)).toBe(1);
    expect(grown(after, 'error_total', { code })).toBe(1);
    expect(grown(after, 'jobs_duration_seconds_count', { kind: 'transcode' })).toBe(1);
    expect(grown(after, 'http_requests_total', { method: 'POST', status: '202' })).toBeGreaterThanOrEqual(1);
  });

  it('count every answer, whichever of many processes gave it', async () => {
    const { api } = await aPerson('viewer');
    const refused = { method: 'GET', status: '403' };
    const counted = async () => sampleOf(await scrape(), 'http_requests_total', refused) ?? 0;
    const start = await counted();
    const answers = await Promise.all(Array.from({ length: 12 }, () => api('GET', '/api/v1/stats')));
    expect(answers.every(({ status }) => status === 403)).toBe(true);
    expect(await until(counted, (now) => now >= start + 12, { seconds: 20, everyMs: 500 })).toBe(start + 12);
  });

  it('are summed up for people who look', async () => {
    const { status, body } = await admin()('GET', '/api/v1/stats');
    expect(status).toBe(200);
    expect(body.jobs.failed).toBeGreaterThanOrEqual(1);
    // others kill workers and have sites refuse meanwhile
    expect(body.workers).toContainEqual(expect.objectContaining({ kind: 'waiting' }));
    expect(body.sites).toEqual({ closed: expect.any(Array) });
  });
});

it('health names the yt-dlp, the ffmpeg and the disk of the worker', async () => {
  const { status, body } = await until(health, ({ body: said }) => said?.workers > 0, { seconds: 20 });
  expect(status).toBe(200);
  const checks = { records: 'ok', files: 'ok', queue: 'ok', ytDlp: 'ok', ffmpeg: 'ok', disk: 'ok' };
  expect(body).toMatchObject({
    status: 'ok',
    checks,
    ytDlp: { version: expect.stringMatching(/^20\d\d\.\d\d\.\d\d/) },
  });
});
