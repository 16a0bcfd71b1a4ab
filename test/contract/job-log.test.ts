import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { jobLog } from '#shared/aws/job-log.ts';
import { newId } from '#shared/ids.ts';
import type { LogLine } from '#shared/job.ts';
import type { JobLog } from '#shared/ports/jobs.ts';
import { remoteLog } from '#worker/remote/ports.ts';
import { inMemoryJobLog } from '../support/fakes/job-log.ts';
import { anInstallation, busyJobs } from '../support/installation.ts';
import { ownTable } from '../support/own-table.ts';

const line = (text: string): LogLine => ({ at: '2026-11-21T12:00:00.000Z', step: 'encode', line: text });
const lines = (from: number, to: number): LogLine[] =>
  Array.from({ length: to - from + 1 }, (_, n) => line(`frame ${from + n}`));

const contract = (open: () => Promise<JobLog>) => {
  let log: JobLog;
  beforeAll(async () => {
    log = await open();
  });

  const readAll = async (job: string, limit: number): Promise<LogLine[][]> => {
    const pages: LogLine[][] = [];
    for (let cursor: string | undefined; ; ) {
      const page = await log.page(job, { limit, ...(cursor !== undefined && { cursor }) });
      pages.push(page.items);
      if (page.cursor === null) return pages;
      cursor = page.cursor;
    }
  };

  it('of a job that never said anything is empty', async () => {
    expect(await log.page(newId(), { limit: 10 })).toEqual({ items: [], cursor: null });
  });

  it('gives lines back in the order written, whatever is in them', async () => {
    const job = newId();
    await log.append(job, [line('"quoted" \u0000 ü 😀'), line('')]);
    await log.append(job, [line('later')]);
    expect((await log.page(job, { limit: 10 })).items).toEqual([line('"quoted" \u0000 ü 😀'), line(''), line('later')]);
  });

  it('keeps the order of lines that were written one after another', async () => {
    const job = newId();
    for (let n = 1; n <= 30; n += 1) await log.append(job, lines(n, n));
    expect((await readAll(job, 7)).flat()).toEqual(lines(1, 30));
  });

  it.each([1, 7, 100, 249, 250, 251])('comes in full pages of %i, each line once', async (limit) => {
    const job = newId();
    await log.append(job, lines(1, 120));
    await log.append(job, lines(121, 121));
    await log.append(job, lines(122, 250));
    const pages = await readAll(job, limit);
    expect(pages.flat()).toEqual(lines(1, 250));
    expect(pages.slice(0, -1).every(({ length }) => length === limit)).toBe(true);
    expect(pages).toHaveLength(Math.ceil(250 / limit));
  });

  it('takes nothing as well', async () => {
    const job = newId();
    await log.append(job, []);
    expect((await log.page(job, { limit: 1 })).items).toEqual([]);
  });

  it('refuses the cursor of another job', async () => {
    const job = newId();
    await log.append(job, lines(1, 2));
    const { cursor } = await log.page(job, { limit: 1 });
    const others = log.page(newId(), { limit: 1, cursor: cursor ?? '' });
    await expect(others).rejects.toMatchObject({ code: 'request.invalid', field: 'cursor' });
  });
};

describe('a job log in memory', () => contract(async () => inMemoryJobLog()));

describe('a job log as a worker outside writes it', () =>
  contract(async () => {
    const logs = inMemoryJobLog();
    const { api } = await anInstallation({ logs, jobs: busyJobs });
    // whose clock is not believed: the times are not theirs
    const page: JobLog['page'] = async (...asked) => {
      const { items, ...more } = await logs.page(...asked);
      return { items: items.map(({ line: text }) => line(text)), ...more };
    };
    return { ...remoteLog(api), page };
  }));

describe('a job log in DynamoDB', () => {
  const own = ownTable();
  afterAll(async () => (await own).drop());
  contract(async () => jobLog((await own).table));

  it('is gone 90 days after it was written, whether or not it was swept away', async () => {
    const { table } = await own;
    const job = newId();
    await jobLog(table, () => new Date('2026-01-01')).append(job, lines(1, 1));
    const logOn = (day: string) => jobLog(table, () => new Date(day)).page(job, { limit: 1 });
    expect((await logOn('2026-03-31')).items).toHaveLength(1);
    expect((await logOn('2026-04-01')).items).toEqual([]);
  });

  it('cuts a line that would not fit', async () => {
    const log = jobLog((await own).table);
    const job = newId();
    await log.append(
      job,
      Array.from({ length: 100 }, () => line('😀'.repeat(100_000))),
    );
    expect((await log.page(job, { limit: 200 })).items).toHaveLength(100);
  });
});
