import { useIsFetching, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { isOfSite, Problem, Unreachable } from '../api/problem.ts';
import { Icon } from '../parts/icon.tsx';
import styles from './connection-banner.module.css';

/** No answer, or one from a gateway that got none itself. */
const isAway = (error: unknown): boolean =>
  error instanceof Unreachable ||
  (error instanceof Problem && [502, 503, 504].includes(error.status) && !isOfSite(error));

/** Says so when the last answers never came; the pages behind keep what they had and go on asking. */
export const ConnectionBanner = () => {
  const queries = useQueryClient();
  const [away, setAway] = useState(false);
  useEffect(
    () =>
      queries.getQueryCache().subscribe((event) => {
        if (event.type !== 'updated') return;
        const { action } = event;
        if (action.type === 'success') setAway(false);
        else if (action.type === 'failed' || action.type === 'error') setAway(isAway(action.error));
      }),
    [queries],
  );
  const asking = useIsFetching() > 0;
  return (
    <div role="status">
      {away && (
        <p className={styles.banner}>
          <Icon name="alert" size={18} />
          <span>
            Reelmill does not answer. What you see may be old;{' '}
            {asking ? 'trying again now' : 'it is tried again by itself'}. Uploads go on when it is back.
          </span>
        </p>
      )}
    </div>
  );
};
