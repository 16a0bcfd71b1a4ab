import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { lazy, type ReactNode, Suspense, useEffect, useState } from 'react';
import { worthRetrying } from './api/client.ts';
import { Unreachable } from './api/problem.ts';
import type { Config } from './api/types.ts';
import { Unstartable } from './frame/unstartable.tsx';
import { createSession, type Session } from './session/oidc.ts';
import { SessionGate } from './session/session-gate.tsx';

const queries = new QueryClient({
  defaultOptions: {
    queries: {
      retry: worthRetrying,
      staleTime: 2_000,
      // The installation may run on this very machine: the browser's idea of being offline says nothing about it.
      networkMode: 'always',
    },
    mutations: { networkMode: 'always' },
  },
});

type Start = { readonly config: Config; readonly session: Session };

const readConfig = async (): Promise<Config> => {
  const response = await fetch('/config.json').catch((cause: unknown) => {
    throw new Unreachable(cause);
  });
  if (!response.ok) throw new Error(`The settings were refused with ${response.status}.`);
  return (await response.json()) as Config;
};

/** For everybody but those who follow a link: reads the settings, then asks for a sign-in. */
const Settled = () => {
  const [start, setStart] = useState<Start | Error | null>(null);
  const [attempt, setAttempt] = useState(1);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new attempt reads the settings anew
  useEffect(() => {
    let current = true;
    readConfig().then(
      (config) => current && setStart({ config, session: createSession(config) }),
      (error: Error) => current && setStart(error),
    );
    return () => {
      current = false;
    };
  }, [attempt]);

  if (start === null) return null;
  if (start instanceof Error) return <Unstartable error={start} onRetry={() => setAttempt(attempt + 1)} />;
  return <SessionGate {...start} />;
};

const GonePage = lazy(() => import('./watch/dead-link.tsx').then(({ GonePage }) => ({ default: GonePage })));
const WatchPage = lazy(() => import('./watch/watch-page.tsx').then(({ WatchPage }) => ({ default: WatchPage })));

/** A page of whoever has a link: no sign-in, and no settings. */
const openPage = ({ pathname, search }: Location): ReactNode => {
  if (pathname === '/gone') return <GonePage because={new URLSearchParams(search).get('because')} />;
  const token = /^\/watch\/([^/]+)$/.exec(pathname)?.[1];
  return token ? <WatchPage token={token} /> : null;
};

export const Console = () => {
  return (
    <QueryClientProvider client={queries}>
      <Suspense>{openPage(window.location) ?? <Settled />}</Suspense>
    </QueryClientProvider>
  );
};
