import { type QueryClient, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useApi, useConnection } from './api-context.tsx';
import { Problem } from './problem.ts';
import { useSubmit } from './submit.ts';
import type { ArtifactLinks, Job, JobPage, NewTranscode, Restoration, UploadPage } from './types.ts';

export const isLive = (job: Pick<Job, 'state'>): boolean => job.state === 'queued' || job.state === 'running';

const busyMs = 1_000;
const calmMs = 8_000;

/** How soon to look again: every second while something is at work, and slower after a refusal for haste. */
export const pace = (anyLive: boolean, error: unknown): number =>
  error instanceof Problem && error.status === 429 ? (error.retryAfterSeconds ?? 15) * 1000 : anyLive ? busyMs : calmMs;

export const jobKeys = {
  all: ['jobs'] as const,
  page: (search: string) => ['jobs', 'page', search] as const,
  one: (id: string) => ['jobs', 'one', id] as const,
  links: (id: string) => ['jobs', 'links', id] as const,
  source: (key: string) => ['jobs', 'source', key] as const,
  logs: (id: string) => ['jobs', 'logs', id] as const,
};

/** One page of the history; `search` is the query string as the API takes it. */
export const useJobPage = (search: string) => {
  const api = useApi();
  return useQuery({
    queryKey: jobKeys.page(search),
    queryFn: ({ signal }) => api.get<JobPage>(`/api/v1/jobs${search ? `?${search}` : ''}`, signal),
    refetchInterval: ({ state }) => pace(state.data?.jobs.some(isLive) ?? false, state.error),
    placeholderData: (before) => before,
  });
};

export const useJob = (id: string) => {
  const api = useApi();
  return useQuery({
    queryKey: jobKeys.one(id),
    queryFn: ({ signal }) => api.get<Job>(`/api/v1/jobs/${encodeURIComponent(id)}`, signal),
    refetchInterval: ({ state }) =>
      state.data && !isLive(state.data) ? calmMs : pace(state.data !== undefined, state.error),
  });
};

/** How many jobs are at work, for the mark in the head of every page. */
export const useAnyLive = (): boolean => {
  const api = useApi();
  const { data } = useQuery({
    queryKey: jobKeys.page('state=running&limit=1'),
    queryFn: ({ signal }) => api.get<JobPage>('/api/v1/jobs?state=running&limit=1', signal),
    refetchInterval: 10_000,
  });
  return (data?.jobs.length ?? 0) > 0;
};

const isComing = (links: ArtifactLinks | undefined): boolean =>
  links?.artifacts.some(({ state }) => state === 'restoring') ?? false;

/** Links last for a while only: fetched anew when the job page is opened, when the files change, and before they end. */
export const useArtifactLinks = (job: Job) => {
  const api = useApi();
  return useQuery({
    queryKey: [...jobKeys.links(job.id), job.attempt, job.state, job.artifacts.length],
    queryFn: ({ signal }) => api.get<ArtifactLinks>(`/api/v1/jobs/${encodeURIComponent(job.id)}/artifacts`, signal),
    enabled: job.state === 'succeeded',
    staleTime: 10 * 60_000,
    // Links end an hour after they were made; files on their way back are looked for sooner.
    refetchInterval: ({ state }) => (isComing(state.data) ? 60_000 : 30 * 60_000),
    refetchOnWindowFocus: false,
  });
};

/** The upload that a job was made from, while its bytes are there and one's own. */
export const useOwnSource = ({ request: { source } }: Job) => {
  const { api, me } = useConnection();
  const key = typeof source === 'string' && source.startsWith(`raw/${me.owner}/`) ? source : undefined;
  const { data } = useQuery({
    queryKey: jobKeys.source(key ?? ''),
    queryFn: ({ signal }) => api.get<UploadPage>(`/api/v1/uploads?key=${encodeURIComponent(key ?? '')}`, signal),
    enabled: key !== undefined,
  });
  return data?.uploads.find(({ state }) => state === 'completed');
};

const noted = (queries: QueryClient, job: Job | undefined, id: string): void => {
  if (job?.id) queries.setQueryData(jobKeys.one(job.id), job);
  else void queries.invalidateQueries({ queryKey: jobKeys.one(id) });
  void queries.invalidateQueries({ queryKey: ['jobs', 'page'] });
};

/** What can be done to a job. Each settles the lists and the page that show it. */
export const useJobActions = (id: string) => {
  const api = useApi();
  const queries = useQueryClient();
  const path = `/api/v1/jobs/${encodeURIComponent(id)}`;
  const onSettled = () => void queries.invalidateQueries({ queryKey: jobKeys.all });
  const onSuccess = (job: Job | undefined) => noted(queries, job?.state ? job : undefined, id);
  return {
    /** With an upload's id, erases that as well, and before: while another job reads it, nothing goes. */
    remove: useMutation({
      mutationFn: async (upload: string | undefined) => {
        if (upload) await api.delete(`/api/v1/uploads/${upload}`);
        return api.delete<Job | undefined>(path);
      },
      onSuccess,
      onSettled,
    }),
    retry: useMutation({ mutationFn: () => api.post<Job>(`${path}/retry`), onSuccess, onSettled }),
    restore: useMutation({
      mutationFn: () => api.post<Restoration>(`${path}/restore`),
      onSettled: () => void queries.invalidateQueries({ queryKey: jobKeys.links(id) }),
    }),
    keepFor: useMutation({
      mutationFn: (seconds: number | null) =>
        seconds === null
          ? api.delete<Job | undefined>(`${path}/retention`)
          : api.post<Job | undefined>(`${path}/retention`, { seconds }),
      onSuccess,
      onSettled,
    }),
  };
};

/** What a new job changes of what is shown. */
export const useNoted = (): ((job: Job) => void) => {
  const queries = useQueryClient();
  return (job) => noted(queries, job, job.id);
};

export const useTranscode = () => useSubmit<NewTranscode, Job>('/api/v1/transcode', useNoted());
