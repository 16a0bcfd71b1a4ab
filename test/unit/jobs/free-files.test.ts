import { describe, expect, it } from 'vitest';
import { freeFiles } from '#jobs/free-files.ts';
import { newId } from '#shared/ids.ts';
import { aJob } from '../../support/builders.ts';
import { anEngine, now, put, seconds } from '../../support/engine.ts';

const event = (id: string) => ({ 'detail-type': 'job.canceled', detail: { id, owner: 'alice' } });

describe('the files of a job that is over', () => {
  it.each([
    ['canceled', true],
    ['expired', true],
    ['succeeded', false],
    ['failed', false],
    ['queued', false],
    ['running', false],
  ] as const)('and is %s go at once: %s', async (state, go) => {
    const job = aJob({ state });
    const engine = anEngine({ jobs: [job] });
    const target = { owner: 'alice', job: job.id, key: 'k', fileName: 'f', mediaType: 'video/mp4' };
    const token = await engine.links.issue(target, seconds(60));
    put(engine, `processed/alice/${job.id}/a.mp4`);
    put(engine, 'processed/alice/another/a.mp4');
    await freeFiles(event(job.id), engine);
    expect(engine.bucket.has(`processed/alice/${job.id}/a.mp4`)).toBe(!go);
    expect(engine.bucket.has('processed/alice/another/a.mp4')).toBe(true);
    expect((await engine.links.resolve(token, now)) === null).toBe(go);
  });

  it('and came whole leave no pieces behind', async () => {
    const job = aJob({ state: 'succeeded', kind: 'download' });
    const engine = anEngine({ jobs: [job] });
    put(engine, `processed/alice/${job.id}/a.mp4`);
    put(engine, `work/${job.id}/partials.json`);
    await freeFiles(event(job.id), engine);
    expect([...engine.bucket.keys()]).toEqual([`processed/alice/${job.id}/a.mp4`]);
  });

  it('may go twice, and of a job that nobody knows there are none', async () => {
    const job = aJob({ state: 'canceled' });
    const engine = anEngine({ jobs: [job] });
    await freeFiles(event(job.id), engine);
    await freeFiles(event(job.id), engine);
    await expect(freeFiles(event(newId()), engine)).resolves.toBeUndefined();
  });
});
