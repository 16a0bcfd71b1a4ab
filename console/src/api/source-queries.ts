import { useQuery } from '@tanstack/react-query';
import { useApi } from './api-context.tsx';
import { useNoted } from './job-queries.ts';
import type {
  BatchAccepted,
  EntryFilter,
  Looked,
  NewBatch,
  NewDownload,
  NewListDownload,
  SourceFormats,
  SourceList,
  SourceMetadata,
} from './source-types.ts';
import { useSubmit } from './submit.ts';
import type { Job } from './types.ts';

const isAsking = <T>(answer: Looked<T> | undefined): answer is Job => answer !== undefined && 'attempt' in answer;

/**
 * What a site says. Where it takes its time, the API answers with the job that asks it, and the same question is put
 * again until there is an answer.
 */
const useLook = <T>(path: string | null) => {
  const api = useApi();
  const { data, ...asked } = useQuery({
    queryKey: ['look', path],
    queryFn: ({ signal }) => api.get<Looked<T>>(path ?? '', signal),
    enabled: path !== null,
    refetchInterval: ({ state }) => (isAsking(state.data) ? 1_000 : false),
    refetchOnWindowFocus: false,
    staleTime: 5 * 60_000,
    placeholderData: (before) => before,
  });
  return { ...asked, data: isAsking(data) ? undefined : data };
};

export type Address = {
  readonly url: string;
  /** The id of those that the site may be shown; empty for none. */
  readonly cookies: string;
};

const questionOf = ({ url, cookies }: Address): URLSearchParams =>
  new URLSearchParams({ url, ...(cookies && { cookies }) });

export const useMetadata = (address: Address) =>
  useLook<SourceMetadata>(`/api/v1/metadata?${questionOf(address)}&picture=true`);

/** The same look at the site serves both: the forms are asked for once the rest is there. */
export const useFormats = (address: Address, isThere: boolean) =>
  useLook<SourceFormats>(isThere ? `/api/v1/formats?${questionOf(address)}` : null);

export const entriesOnPage = 50;

export const useList = (address: Address, from: number, filter: EntryFilter) => {
  const question = questionOf(address);
  question.set('from', String(from));
  question.set('count', String(entriesOnPage));
  for (const [name, value] of Object.entries(filter)) question.set(name, String(value));
  return useLook<SourceList>(`/api/v1/playlist/preview?${question}`);
};

export const useDownload = () => useSubmit<NewDownload, Job>('/api/v1/download', useNoted());

export const useBatchDownload = () => {
  const noted = useNoted();
  return useSubmit<NewBatch, BatchAccepted>('/api/v1/batch/download', ({ job }) => noted(job));
};

export const useListDownload = () => {
  const noted = useNoted();
  return useSubmit<NewListDownload, BatchAccepted>('/api/v1/playlist/download', ({ job }) => noted(job));
};
