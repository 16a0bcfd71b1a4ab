import { useQuery } from '@tanstack/react-query';
import { isGone, problemFrom, Unreachable } from '../api/problem.ts';
import { ThemeSwitch } from '../frame/theme-switch.tsx';
import { Awaited } from '../parts/awaited.tsx';
import { Notice } from '../parts/notice.tsx';
import { Wheel } from '../parts/wheel.tsx';
import type { Playable } from '../player/media.ts';
import { Stage } from '../player/stage.tsx';
import { usePageTitle } from '../routing/router.ts';
import styles from './watch-page.module.css';

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

const Ended = () => (
  <Notice isPage icon="alert" title="This link has ended">
    Ask whoever sent it for a new one.
  </Notice>
);

export const WatchPage = ({ token }: { readonly token: string }) => {
  const film = useQuery({
    queryKey: ['watch', token],
    queryFn: ({ signal }) => openLink(token, signal),
    staleTime: Number.POSITIVE_INFINITY,
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
      <Awaited asked={film} what="the film" isPage refused={(error) => (isGone(error) ? <Ended /> : null)}>
        {(shown) => (
          <>
            <h1 className="visually-hidden">Watch</h1>
            <Stage result={shown} source={null} />
          </>
        )}
      </Awaited>
    </main>
  );
};
