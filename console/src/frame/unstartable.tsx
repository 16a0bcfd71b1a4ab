import { sayError } from '../api/problem.ts';
import { Button } from '../parts/button.tsx';
import { Notice } from '../parts/notice.tsx';
import styles from './unstartable.module.css';

/** The console could not even learn where to sign in. */
export const Unstartable = ({ error, onRetry }: { readonly error: Error; readonly onRetry: () => void }) => (
  <main className={styles.middle}>
    <Notice
      isPage
      icon="alert"
      tone="alarm"
      title="Reelmill cannot be reached"
      actions={
        <Button tone="primary" icon="retry" onClick={onRetry}>
          Try again
        </Button>
      }
    >
      {sayError(error)} Check that it is running and that this device is on the same network, then try again. Your files
      and jobs are safe.
    </Notice>
  </main>
);
