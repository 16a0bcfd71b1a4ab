import { useState } from 'react';
import { ThemeSwitch } from '../frame/theme-switch.tsx';
import { Button } from '../parts/button.tsx';
import { Remark } from '../parts/notice.tsx';
import { Wheel } from '../parts/wheel.tsx';
import { usePageTitle } from '../routing/router.ts';
import { FilmStill } from './film-still.tsx';
import styles from './sign-in-page.module.css';

type Props = { readonly reason: 'out' | 'expired' | 'refused'; readonly onSignIn: () => Promise<void> };

const said = {
  out: null,
  expired: 'Your sign-in has ended. Sign in again to go on where you were.',
  refused: 'That sign-in did not work out. Please try once more.',
} as const;

export const SignInPage = ({ reason, onSignIn }: Props) => {
  const [leaving, setLeaving] = useState(false);
  const [failed, setFailed] = useState(false);
  usePageTitle('Sign in');
  const leave = () => {
    setLeaving(true);
    setFailed(false);
    onSignIn().catch(() => {
      setLeaving(false);
      setFailed(true);
    });
  };
  const remark = failed ? 'The sign-in page cannot be reached. Check the connection and try again.' : said[reason];
  return (
    <main className={styles.page}>
      <div className={styles.words}>
        <p className={styles.mark}>
          <Wheel size={36} />
          Reelmill
        </p>
        <h1 tabIndex={-1}>
          Video in.
          <br />
          The right format out.
        </h1>
        <p className={styles.lead}>
          Upload a recording, pick what it should become, and watch it being made. You get a mail with a link when it is
          ready.
        </p>
        {remark && <Remark tone={reason === 'expired' && !failed ? 'lamp' : 'alarm'}>{remark}</Remark>}
        <div className={styles.actions}>
          <Button tone="primary" onClick={leave} busy={leaving}>
            Sign in
          </Button>
          <a href="/api/docs">API reference</a>
        </div>
      </div>
      <FilmStill />
      <div className={styles.corner}>
        <ThemeSwitch />
      </div>
    </main>
  );
};
