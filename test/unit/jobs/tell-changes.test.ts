import { describe, expect, it } from 'vitest';
import { tellChanges } from '#jobs/tell-changes.ts';
import { EngineError } from '#shared/errors.ts';
import { aJob } from '../../support/builders.ts';
import { inMemoryEvents } from '../../support/fakes/events.ts';

const told = async (...changes: Parameters<typeof tellChanges>[0]) => {
  const events = inMemoryEvents();
  await tellChanges(changes, events);
  return events.published;
};

describe('a change of a job record', () => {
  it('to another state is told by its name, with what identifies the job and nothing else', async () => {
    const job = aJob();
    const [event, ...more] = await told({ before: job, after: { ...job, state: 'running' } });
    expect(event).toEqual({
      type: 'job.running',
      detail: { id: job.id, owner: 'alice', kind: 'transcode', attempt: 1 },
    });
    expect(more).toEqual([]);
  });

  it('from nothing is the job’s first event', async () => {
    expect(await told({ before: null, after: aJob() })).toMatchObject([{ type: 'job.queued' }]);
  });

  it('that is progress alone is not told', async () => {
    const before = aJob({ state: 'running' });
    const after = { ...before, progress: { stage: 'encoding', at: before.createdAt } };
    expect(await told({ before, after })).toEqual([]);
  });

  it('to the next attempt is told even if the state is the same', async () => {
    const job = aJob();
    expect(await told({ before: job, after: { ...job, attempt: 2 } })).toMatchObject([{ detail: { attempt: 2 } }]);
  });

  it('among several is told in their order', async () => {
    const job = aJob();
    const running = { ...job, state: 'running' as const };
    const events = await told(
      { before: null, after: job },
      { before: job, after: running },
      { before: running, after: { ...job, state: 'failed' } },
    );
    expect(events.map(({ type }) => type)).toEqual(['job.queued', 'job.running', 'job.failed']);
  });

  it('that cannot be told is thrown, so that it is delivered again', async () => {
    const publish = async () => Promise.reject(new EngineError('service.unavailable', 'no answer'));
    const telling = tellChanges([{ before: null, after: aJob() }], { publish });
    await expect(telling).rejects.toMatchObject({ code: 'service.unavailable' });
  });
});
