import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { meKey } from '../api/account-queries.ts';
import { ConnectionContext } from '../api/api-context.tsx';
import type { Api } from '../api/client.ts';
import type { Config, Me } from '../api/types.ts';
import { UploadDesk } from '../uploads/upload-desk.tsx';
import { Pages } from './pages.tsx';
import { Shell } from './shell.tsx';
import { Unstartable } from './unstartable.tsx';

type Props = { readonly api: Api; readonly config: Config; readonly signOut: () => void };

/** The console of somebody who is signed in. */
export const SignedIn = ({ api, config, signOut }: Props) => {
  const {
    data: me,
    error,
    refetch,
  } = useQuery({
    queryKey: meKey,
    queryFn: ({ signal }) => api.get<Me>('/api/v1/me', signal),
    staleTime: 5 * 60_000,
  });
  const connection = useMemo(() => (me ? { api, config, me, signOut } : null), [api, config, me, signOut]);
  if (!connection) return error ? <Unstartable error={error} onRetry={() => void refetch()} /> : null;
  return (
    <ConnectionContext value={connection}>
      <UploadDesk>
        <Shell>
          <Pages />
        </Shell>
      </UploadDesk>
    </ConnectionContext>
  );
};
