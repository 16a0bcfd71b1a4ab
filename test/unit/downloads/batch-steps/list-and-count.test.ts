import { describe, expect, it } from 'vitest';
import { countUp } from '#downloads/batch-steps/count-up.ts';
import { listItems } from '#downloads/batch-steps/list-items.ts';
import { childId } from '#shared/child-id.ts';
import { newId } from '#shared/ids.ts';
import type { Job, JobState } from '#shared/job.ts';
import { aJob } from '../../../support/builders.ts';
import { anEngine, now, put } from '../../../support/engine.ts';

const id = newId(now);
const aBatch = (known: Partial<Job> = {}): Job =>
  aJob({
    ...{ id, kind: 'batch', state: 'running', name: 'video.example/list' },
    request: { from: { url: 'https://video.example/list', limit: 5000 }, wishes: {}, concurrency: 5 },
    ...known,
  });
/** One that asked for fifty at once, and was given so many. */
const running = (atOnce: number): Job =>
  aJob({
    kind: 'batch',
    state: 'running',
    request: { wishes: {}, concurrency: 50 },
    batch: { items: 9, refused: 0, atOnce },
  });

const listing = `work/${id}/listing.json`;
const found = { listing, title: 'A list' };
const addresses = ['https://video.example/1', 'http://10.0.0.1/', 'https://video.example/3'];

const list = async (jobs: readonly Job[], itemsAtOnce = 10) => {
  const engine = anEngine({ jobs });
  put(engine, listing, JSON.stringify(addresses.map((url, at) => ({ url, playlistIndex: at + 4 }))));
  const ports = { ...engine, itemsAtOnce };
  const listed = () => listItems({ step: 'list', job: id, attempt: 1, found }, now, ports);
  return { engine, listed };
};

describe('the items of a batch', () => {
  it('are written down once, judged, and name the batch', async () => {
    const { engine, listed } = await list([aBatch()]);
    expect(await listed()).toEqual({ count: 3, atOnce: 5 });
    expect(await engine.jobs.get(id)).toMatchObject({ name: 'A list', batch: { items: 3, refused: 1, atOnce: 5 } });
    expect(await engine.batches.items(id, { from: 1, to: 3 })).toMatchObject([
      { index: 1, playlistIndex: 4 },
      { index: 2, refused: { code: 'source.forbidden' } },
      { index: 3, playlistIndex: 6 },
    ]);
    put(engine, listing, '[]');
    expect(await listed()).toEqual({ count: 3, atOnce: 5 });
  });

  it('do not rename what a person has named', async () => {
    const { engine, listed } = await list([aBatch({ request: { ...aBatch().request, name: 'Mine' }, name: 'Mine' })]);
    await listed();
    expect((await engine.jobs.get(id))?.name).toBe('Mine');
  });

  it.each([
    [10, [], 5],
    [3, [], 3],
    [10, [7], 3],
    [10, [7, 7], 1],
  ])('share %i at once with other batches of %j: %i', async (most, others, share) => {
    const { listed } = await list([aBatch(), ...others.map(running)], most);
    expect((await listed()).atOnce).toBe(share);
  });

  it.each([{ state: 'canceled' }, { attempt: 2 }] as const)('are not listed for a batch that is %j', async (known) => {
    const { listed } = await list([aBatch(known)]);
    await expect(listed()).rejects.toMatchObject({ code: 'job.canceled' });
  });
});

describe('what came of a batch', () => {
  const count = async (states: readonly JobState[], items = states.length) => {
    const children = states.map((state, at) => aJob({ id: childId(id, at + 1), state, parent: { id, index: at + 1 } }));
    const engine = anEngine({ jobs: [aBatch({ batch: { items, refused: 0 } }), ...children] });
    return countUp({ step: 'count', job: id, attempt: 1 }, engine);
  };

  it('is told in words', async () =>
    expect(await count(['succeeded', 'failed', 'expired'])).toEqual({
      artifacts: [],
      notes: ['2 of 3 items came through', '1 failed'],
    }));

  it('is a failure when none came through', () =>
    expect(count(['failed', 'canceled'], 3)).rejects.toMatchObject({
      code: 'batch.all-failed',
      message: 'of 3 items none came through: 1 failed, 1 canceled, 1 could not be begun',
    }));
});
