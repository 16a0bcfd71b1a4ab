import type { ReactNode } from 'react';
import { useHasMail } from '../api/api-context.tsx';
import { useAnyLive } from '../api/job-queries.ts';
import { Icon } from '../parts/icon.tsx';
import type { IconName } from '../parts/icon-paths.ts';
import { Wheel } from '../parts/wheel.tsx';
import { Link } from '../routing/link.tsx';
import { usePlace } from '../routing/router.ts';
import { useUploads } from '../uploads/upload-desk.tsx';
import { AccountMenu } from './account-menu.tsx';
import { ConnectionBanner } from './connection-banner.tsx';
import styles from './shell.module.css';
import { ThemeSwitch } from './theme-switch.tsx';

const sending = new Set(['sending', 'finishing']);

const Destination = ({ href, icon, children }: { href: string; icon: IconName; children: ReactNode }) => {
  const { path } = usePlace();
  const current = href === '/' ? path === '/' || path === '/fetch' : path.startsWith(href);
  return (
    <li>
      <Link href={href} className={styles.destination} aria-current={current ? 'page' : undefined}>
        <Icon name={icon} />
        <span>{children}</span>
      </Link>
    </li>
  );
};

export const Shell = ({ children }: { readonly children: ReactNode }) => {
  const hasMail = useHasMail();
  const { uploads } = useUploads();
  const moving = uploads.filter(({ stage }) => sending.has(stage)).length;
  const working = useAnyLive() || moving > 0;
  return (
    <>
      <a href="#page" className={styles.skip}>
        Skip to the page
      </a>
      <header className={styles.head}>
        <Link href="/" className={styles.mark} aria-label="Reelmill, start page">
          <Wheel turning={working} />
          <span>Reelmill</span>
        </Link>
        <nav className={styles.nav} aria-label="Main">
          <ul>
            <Destination href="/" icon="add">
              New
              {moving > 0 && (
                <span className={styles.count}>
                  {moving}
                  <span className="visually-hidden"> uploading</span>
                </span>
              )}
            </Destination>
            <Destination href="/jobs" icon="jobs">
              Jobs
            </Destination>
            {hasMail && (
              <Destination href="/mail" icon="mail">
                Mail
              </Destination>
            )}
          </ul>
        </nav>
        <div className={styles.tools}>
          <ThemeSwitch />
          <AccountMenu />
        </div>
      </header>
      <ConnectionBanner />
      <main id="page" className={styles.page} tabIndex={-1}>
        {children}
      </main>
    </>
  );
};
