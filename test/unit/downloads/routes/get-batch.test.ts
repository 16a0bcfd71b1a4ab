import { describe, expect, it } from 'vitest';
import { getBatch } from '#downloads/routes/get-batch.ts';
import { childId } from '#shared/child-id.ts';
import { newId } from '#shared/ids.ts';
import type { Job } from '#shared/job.ts';
import { aJob } from '../../../support/builders.ts';
import { anEngine, now, send } from '../../../support/engine.ts';

const id = newId(now);

/** 250 items: every hundredth is refused, those from 201 have not begun, and of the rest every 40th failed. */
const aBatch = async () => {
  const places = Array.from({ length: 250 }, (_, at) => at + 1);
  const begun = places.filter((index) => index <= 200 && index % 100 !== 0);
  const children = begun.map((index): Job => {
    const state = index % 40 === 0 ? 'failed' : 'succeeded';
    return aJob({ ...{ id: childId(id, index), kind: 'download', state }, parent: { id, index } });
  });
  const batch = aJob({ ...{ id, kind: 'batch', state: 'running' }, batch: { items: 250, refused: 2 } });
  const engine = anEngine({ jobs: [batch, ...children] });
  const refused = { code: 'source.forbidden', message: 'not there' };
  const items = places.map((index) => ({
    ...{ index, url: `https://video.example/${index}` },
    ...(index % 100 === 0 && { refused }),
  }));
  await engine.batches.keep(id, items);
  return async (query: Record<string, string>) => (await send(getBatch, engine, { params: { id }, query })).body;
};

const placesOf = ({ items }: { items: { index: number }[] }) => items.map(({ index }) => index);

describe('the items of a batch', () => {
  it('are shown a page at a time', async () => {
    const ask = await aBatch();
    const first = await ask({ limit: '100' });
    expect([placesOf(first).at(0), placesOf(first).at(-1)]).toEqual([1, 100]);
    const last = await ask({ limit: '100', cursor: (await ask({ limit: '100', cursor: first.cursor })).cursor });
    expect([placesOf(last).at(0), placesOf(last).at(-1), last.cursor]).toEqual([201, 250, null]);
  });

  it.each([
    ['failed', [40, 80, 120, 160]],
    ['refused', [100]],
    ['failed,refused', [40, 80, 100, 120, 160]],
  ])('that are %s are looked for', async (state, places) => {
    const ask = await aBatch();
    expect(placesOf(await ask({ state }))).toEqual(state.includes('refused') ? [...places, 200] : places);
  });

  it('in one state are gone on with after the last that was shown', async () => {
    const ask = await aBatch();
    const first = await ask({ state: 'failed', limit: '3' });
    expect(placesOf(first)).toEqual([40, 80, 120]);
    const rest = await ask({ state: 'failed', limit: '3', cursor: first.cursor });
    expect([placesOf(rest), rest.cursor]).toEqual([[160], null]);
    expect(placesOf(await ask({ state: 'not-begun', limit: '1' }))).toEqual([201]);
  });

  it('are in no state that there is not', async () => {
    const ask = await aBatch();
    expect(await ask({ state: 'lost' })).toMatchObject({ code: 'request.invalid', field: 'state[0]' });
  });
});
