import { describe, expect, it } from 'vitest';
import { deleteDownload } from '#downloads/routes/delete-download.ts';
import { getDownload } from '#downloads/routes/get-download.ts';
import { getDownloadLogs } from '#downloads/routes/get-download-logs.ts';
import { aJob } from '../../../support/builders.ts';
import { anEngine, now, send } from '../../../support/engine.ts';

const url = 'https://example.com/watch/holiday';
const aDownload = (known = {}) => aJob({ kind: 'download', name: 'Holiday', request: { url, wishes: {} }, ...known });

const all = [getDownload, deleteDownload, getDownloadLogs] as const;

describe('a download', () => {
  it('is shown as jobs are', async () => {
    const job = aDownload();
    const answer = await send(getDownload, anEngine({ jobs: [job] }), { params: { id: job.id } });
    expect(answer).toMatchObject({ status: 200, body: { id: job.id, kind: 'download', name: 'Holiday' } });
  });

  it('is canceled while it is live, and says so in its log', async () => {
    const job = aDownload({ state: 'running' });
    const engine = anEngine({ jobs: [job] });
    await engine.workflows.start(job);
    const answer = await send(deleteDownload, engine, { params: { id: job.id } });
    expect(answer).toMatchObject({ status: 200, body: { state: 'canceled' } });
    expect(await engine.workflows.state(job)).toBe('aborted');
    const logs = await send(getDownloadLogs, engine, { params: { id: job.id }, query: { limit: '5' } });
    expect(logs.body.lines).toEqual([{ at: now.toISOString(), step: 'job', line: 'canceled' }]);
  });

  it.each([
    ['of somebody else', aDownload({ owner: 'bob' })],
    ['that is another kind of job', aJob()],
  ])('%s does not exist', async (_what, job) => {
    const engine = anEngine({ jobs: [job] });
    for (const route of all) {
      const answer = await send<typeof engine>(route as (typeof all)[0], engine, { params: { id: job.id } });
      expect(answer).toMatchObject({ status: 404, body: { code: 'job.not-found' } });
    }
    expect((await engine.jobs.get(job.id))?.state).toBe('queued');
  });
});
