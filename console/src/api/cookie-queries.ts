import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useApi } from './api-context.tsx';
import type { CookiesList, NewCookies, PushedCookies } from './source-types.ts';

const path = '/api/v1/auth/cookies';
const key = ['cookies'] as const;

export const useCookies = () => {
  const api = useApi();
  return useQuery({
    queryKey: key,
    queryFn: async ({ signal }) => (await api.get<CookiesList>(path, signal)).cookies,
    staleTime: 30_000,
  });
};

export const useCookieActions = () => {
  const api = useApi();
  const queries = useQueryClient();
  const onSettled = () => queries.invalidateQueries({ queryKey: key });
  return {
    push: useMutation({ mutationFn: (cookies: NewCookies) => api.post<PushedCookies>(path, cookies), onSettled }),
    erase: useMutation({ mutationFn: (id: string) => api.delete<void>(`${path}/${id}`), onSettled }),
  };
};
