import { useQuery } from '@tanstack/react-query';
import { useRef } from 'react';
import { isGone, problemFrom, sayError, Unreachable } from '../api/problem.ts';
import { ThemeSwitch } from '../frame/theme-switch.tsx';
import { Button } from '../parts/button.tsx';
import { Loading } from '../parts/loading.tsx';
import { Notice } from '../parts/notice.tsx';
import { Wheel } from '../parts/wheel.tsx';
import type { Playable } from '../player/media.ts';
import { Stage, type Watch } from '../player/stage.tsx';
import { usePageTitle } from '../routing/router.ts';
import styles from './watch-page.module.css';

/** The token of a link that is to be played; whoever has it needs no sign-in. */
export const watchToken = (path: string): string | null => /^\/watch\/([\w-]+)$/.exec(path)?.[1] ?? null;

/** Follows the link once: that opens the folder of the ladder to this browser, and tells what kind of ladder it is. */
const openLink = async (token: string, signal: AbortSignal): Promise<Playable> => {
  const inlineUrl = `/api/v1/links/${token}?inline=true`;
  const response = await fetch(inlineUrl, { signal }).catch((cause: unknown) => {
    throw new Unreachable(cause);
  });
  if (!response.ok) throw await problemFrom(response);
  await response.body?.cancel();
  return { name: 'The film', kind: 'playlist', inlineUrl, mediaType: response.headers.get('content-type') ?? '' };
};

const Refused = ({ error, onRetry }: { readonly error: Error; readonly onRetry: () => void }) =>
  isGone(error) ? (
    <Notice isPage icon="alert" title="This link has ended">
      Ask whoever sent it for a new one.
    </Notice>
  ) : (
    <Notice
      isPage
      icon="alert"
      tone="alarm"
      title="The film cannot be shown now"
      actions={
        <Button tone="primary" icon="retry" onClick={onRetry}>
          Try again
        </Button>
      }
    >
      {sayError(error)}
    </Notice>
  );

export const WatchPage = ({ token }: { readonly token: string }) => {
  const watch = useRef<Watch>(null);
  const film = useQuery({
    queryKey: ['watch', token],
    queryFn: ({ signal }) => openLink(token, signal),
    staleTime: Infinity,
  });
  usePageTitle('Watch');
  return (
    <main className={styles.page}>
      <header className={styles.head}>
        <p className={styles.mark}>
          <Wheel size={24} />
          Reelmill
        </p>
        <ThemeSwitch />
      </header>
      {film.data && (
        <>
          <h1 className="visually-hidden">Watch</h1>
          <Stage result={film.data} source={null} still={undefined} watch={watch} />
        </>
      )}
      {film.isPending && <Loading what="the film" />}
      {film.error && <Refused error={film.error} onRetry={() => void film.refetch()} />}
    </main>
  );
};
