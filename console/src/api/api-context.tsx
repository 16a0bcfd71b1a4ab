import { createContext, use } from 'react';
import type { Api } from './client.ts';
import type { Config, Me } from './types.ts';

type Connection = { readonly api: Api; readonly config: Config; readonly me: Me; readonly signOut: () => void };

export const ConnectionContext = createContext<Connection | null>(null);

export const useConnection = (): Connection => {
  const connection = use(ConnectionContext);
  if (!connection) throw new Error('used outside a signed-in console');
  return connection;
};

export const useApi = (): Api => useConnection().api;

export const useMay = (permission: Me['permissions'][number]): boolean =>
  useConnection().me.permissions.includes(permission);

/** Mail that stays on the machine is everybody's, and so for admins to read. */
export const useHasMail = (): boolean => {
  const { config, me } = useConnection();
  return config.mail && me.permissions.includes('manage');
};
