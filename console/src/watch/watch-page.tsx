import { useQuery } from '@tanstack/react-query';
import { Problem, problemFrom, Unreachable } from '../api/problem.ts';
import type { AboutLink } from '../api/types.ts';
import { sayMoment } from '../format/format.ts';
import { Awaited } from '../parts/awaited.tsx';
import type { Playable } from '../player/media.ts';
import { Stage } from '../player/stage.tsx';
import { usePageTitle } from '../routing/router.ts';
import { DeadLink } from './dead-link.tsx';
import { OpenPage } from './open-page.tsx';
import styles from './watch-page.module.css';

type Film = Playable & Pick<AboutLink, 'expiresAt'>;

const ask = async (address: string, signal: AbortSignal): Promise<Response> => {
  const response = await fetch(address, { signal }).catch((cause: unknown) => {
    throw new Unreachable(cause);
  });
  if (!response.ok) throw await problemFrom(response);
  return response;
};

/** Follows the link once: that opens the folder of the ladder to this browser, and tells what kind of ladder it is. */
const openLink = async (token: string, signal: AbortSignal): Promise<Film> => {
  const inlineUrl = `/api/v1/links/${token}?inline=true`;
  const { fileName, expiresAt } = (await (await ask(`/api/v1/links/${token}/about`, signal)).json()) as AboutLink;
  const { body, headers } = await ask(inlineUrl, signal);
  await body?.cancel();
  return { name: fileName, kind: 'playlist', inlineUrl, mediaType: headers.get('content-type') ?? '', expiresAt };
};

/** A malformed token is refused with 400, and leads nowhere like one that has ended. */
const isDead = (error: Error): error is Problem =>
  error instanceof Problem && error.status < 500 && error.status !== 429;

const Shown = ({ film }: { readonly film: Film }) => {
  usePageTitle(film.name);
  return (
    <>
      <div className={styles.titles}>
        <h1 tabIndex={-1}>{film.name}</h1>
        <p className={styles.until}>
          This link works until <time dateTime={film.expiresAt}>{sayMoment(film.expiresAt)}</time>.
        </p>
      </div>
      <Stage result={film} source={null} />
    </>
  );
};

export const WatchPage = ({ token }: { readonly token: string }) => {
  const film = useQuery({
    queryKey: ['watch', token],
    queryFn: ({ signal }) => openLink(token, signal),
    staleTime: Number.POSITIVE_INFINITY,
  });
  return (
    <OpenPage>
      <Awaited
        asked={film}
        what="the film"
        isPage
        refused={(error) => (isDead(error) ? <DeadLink because={error.code} /> : null)}
      >
        {(shown) => <Shown film={shown} />}
      </Awaited>
    </OpenPage>
  );
};
