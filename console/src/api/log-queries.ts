import { useQuery } from '@tanstack/react-query';
import { useRef } from 'react';
import { useApi } from './api-context.tsx';
import { jobKeys } from './job-queries.ts';
import type { LogLine, LogPage } from './types.ts';

type Tail = { readonly settled: readonly LogLine[]; readonly last: readonly LogLine[]; readonly from: string | null };
const nothing: Tail = { settled: [], last: [], from: null };

/** Beyond this the oldest lines are left to the API. */
const mostLines = 2_000;

/**
 * Follows a job's log: pages that have a next one are settled, the last page is asked for again until it has.
 */
export const useJobLog = (id: string, attempt: number, live: boolean) => {
  const api = useApi();
  const tail = useRef<{ of: string; at: Tail }>({ of: '', at: nothing });
  const of = `${id}/${attempt}`;
  return useQuery({
    queryKey: [...jobKeys.logs(id), attempt, live],
    queryFn: async ({ signal }): Promise<readonly LogLine[]> => {
      let at = tail.current.of === of ? tail.current.at : nothing;
      for (let page = 0; page < 10; page += 1) {
        const cursor = at.from === null ? '' : `&cursor=${encodeURIComponent(at.from)}`;
        const got = await api.get<LogPage>(`/api/v1/jobs/${encodeURIComponent(id)}/logs?limit=200${cursor}`, signal);
        const moved = got.cursor !== null && got.cursor !== at.from;
        at = moved
          ? { settled: [...at.settled, ...got.lines].slice(-mostLines), last: [], from: got.cursor }
          : { ...at, last: got.lines };
        if (!moved || got.lines.length === 0) break;
      }
      tail.current = { of, at };
      return [...at.settled, ...at.last];
    },
    refetchInterval: live ? 1_500 : false,
    placeholderData: (before) => before,
  });
};
