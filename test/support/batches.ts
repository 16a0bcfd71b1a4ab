import { expect } from 'vitest';
import type { JobState, JobView } from '#shared/job.ts';
import type { Api } from './client.ts';
import { until } from './wait.ts';

export type ItemOfBatch = {
  readonly index: number;
  readonly url: string;
  readonly title: string | null;
  readonly refused: { readonly code: string } | null;
  readonly job: JobView | null;
};
type Batch = {
  readonly job: JobView;
  readonly counts: Readonly<Record<'items' | 'refused' | 'notBegun' | JobState, number>>;
  readonly percent: number;
  readonly items: readonly ItemOfBatch[];
  readonly cursor: string | null;
};

/** Asks for several downloads together; the id of the batch. */
export const beginBatch = async (api: Api, what: 'batch' | 'playlist' | 'channel', body: object): Promise<string> => {
  const { status, headers, body: reply, text } = await api('POST', `/api/v1/${what}/download`, { body });
  expect({ status, text }).toMatchObject({ status: 202 });
  expect(headers.get('location')).toBe(`/api/v1/batch/${reply.job.id}`);
  return reply.job.id;
};

/** The batch as it is now; null while the installation cannot answer. */
export const batchNow = async (api: Api, id: string, query = '?limit=100'): Promise<Batch | null> => {
  const answer = await api('GET', `/api/v1/batch/${id}${query}`).catch(() => null);
  return answer?.status === 200 ? answer.body : null;
};

const live: readonly JobState[] = ['queued', 'running'];

export const batchOver = async (api: Api, id: string, seconds = 120): Promise<Batch> => {
  const batch = await until(
    () => batchNow(api, id),
    (seen) => seen !== null && !live.includes(seen.job.state),
    { seconds, everyMs: 500 },
  );
  if (!batch) throw new Error(`there is no batch ${id}`);
  return batch;
};

export const allItems = async (api: Api, id: string): Promise<ItemOfBatch[]> => {
  const items: ItemOfBatch[] = [];
  let cursor: string | null = '';
  while (cursor !== null) {
    const page = await batchNow(api, id, `?limit=100${cursor && `&cursor=${cursor}`}`);
    items.push(...(page?.items ?? []));
    cursor = page?.cursor ?? null;
  }
  return items;
};

export const statesOf = (items: readonly ItemOfBatch[]) =>
  items.map(({ refused, job }) => (refused ? 'refused' : (job?.state ?? 'not begun')));
