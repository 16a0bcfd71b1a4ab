import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useApi } from './api-context.tsx';
import type { Api } from './client.ts';
import { isLive, jobKeys, pace } from './job-queries.ts';
import type { Batch, BatchItem } from './source-types.ts';
import type { Job } from './types.ts';

const pathOf = (id: string): string => `/api/v1/batch/${encodeURIComponent(id)}`;

/** Items of one that was canceled stop within seconds. */
const isMoving = ({ job, counts }: Batch): boolean => isLive(job) || counts.queued + counts.running > 0;

/** A page of items weighs more than a job, and nobody follows so many by the second. */
const leastMs = 2_000;

/** A page of a batch; `search` is the query string as the API takes it. */
export const useBatch = (id: string, search: string) => {
  const api = useApi();
  return useQuery({
    queryKey: [...jobKeys.one(id), 'batch', search],
    queryFn: ({ signal }) => api.get<Batch>(`${pathOf(id)}?${search}`, signal),
    refetchInterval: ({ state }) =>
      Math.max(leastMs, pace(state.data === undefined || isMoving(state.data), state.error)),
    placeholderData: (before) => before,
  });
};

/** What can be done to a batch. Each settles the lists and the page that show it. */
export const useBatchActions = (id: string) => {
  const api = useApi();
  const queries = useQueryClient();
  const onSettled = () => void queries.invalidateQueries({ queryKey: jobKeys.all });
  return {
    /** The items that failed, and those alone. */
    retry: useMutation({ mutationFn: () => api.post<Job>(`${pathOf(id)}/retry`), onSettled }),
    /** Of a live one, cancels what is left; of one that is over, removes the files. */
    remove: useMutation({ mutationFn: () => api.delete<Job>(pathOf(id)), onSettled }),
  };
};

/** All items, or those in these states, page after page. */
export const readItems = async (api: Api, id: string, states: readonly string[] = []): Promise<BatchItem[]> => {
  const items: BatchItem[] = [];
  let cursor: string | null = null;
  do {
    const search: URLSearchParams = new URLSearchParams({ limit: '100' });
    if (states.length > 0) search.set('state', states.join(','));
    if (cursor !== null) search.set('cursor', cursor);
    const page: Batch = await api.get<Batch>(`${pathOf(id)}?${search}`);
    items.push(...page.items);
    cursor = page.cursor;
  } while (cursor !== null);
  return items;
};
