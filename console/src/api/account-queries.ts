import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useApi } from './api-context.tsx';
import type { Me, MessageList, NewProfile, PresetList } from './types.ts';

export const meKey = ['me'] as const;

export const usePresets = () => {
  const api = useApi();
  return useQuery({
    queryKey: ['presets'],
    queryFn: async ({ signal }) => (await api.get<PresetList>('/api/v1/presets', signal)).presets,
    staleTime: Number.POSITIVE_INFINITY,
  });
};

export const useSetDefaultPreset = () => {
  const api = useApi();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (profile: NewProfile) => api.put<Me | undefined>('/api/v1/me', profile),
    onSuccess: (_answer, { defaultPreset }) =>
      queries.setQueryData<Me>(meKey, (me) => (me ? { ...me, defaultPreset } : me)),
  });
};

/** The mail of an installation at home, newest first. */
export const useMessages = () => {
  const api = useApi();
  return useQuery({
    queryKey: ['mail'],
    queryFn: async ({ signal }) => {
      const { mails } = await api.get<MessageList>('/home/mail', signal);
      return mails.toSorted((a, b) => b.at.localeCompare(a.at));
    },
    refetchInterval: 4_000,
  });
};
