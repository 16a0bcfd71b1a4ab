import { lazy, type ReactNode, Suspense } from 'react';
import { useHasMail } from '../api/api-context.tsx';
import { JobsPage } from '../jobs/jobs-page.tsx';
import { NewPage } from '../new/new-page.tsx';
import { ButtonLink } from '../parts/button.tsx';
import { Loading } from '../parts/loading.tsx';
import { Notice } from '../parts/notice.tsx';
import { usePageTitle, usePlace } from '../routing/router.ts';

const JobPage = lazy(() => import('../job/job-page.tsx').then(({ JobPage }) => ({ default: JobPage })));
const FetchPage = lazy(() => import('../fetch/fetch-page.tsx').then(({ FetchPage }) => ({ default: FetchPage })));
const CookiesPage = lazy(() =>
  import('../cookies/cookies-page.tsx').then(({ CookiesPage }) => ({ default: CookiesPage })),
);
const MailPage = lazy(() => import('../mail/mail-page.tsx').then(({ MailPage }) => ({ default: MailPage })));

const Missing = () => {
  usePageTitle('Not here');
  return (
    <Notice
      isPage
      icon="alert"
      title="There is no such page"
      actions={<ButtonLink href="/jobs">See your jobs</ButtonLink>}
    >
      The address may be cut off, or the page has gone.
    </Notice>
  );
};

const pageAt = (path: string, mail: boolean): ReactNode => {
  if (path === '/') return <NewPage />;
  if (path === '/fetch') return <FetchPage />;
  if (path === '/cookies') return <CookiesPage />;
  if (path === '/jobs') return <JobsPage />;
  if (path === '/mail' && mail) return <MailPage />;
  const job = /^\/jobs\/([^/]+)$/.exec(path)?.[1];
  return job ? <JobPage key={job} id={decodeURIComponent(job)} /> : <Missing />;
};

export const Pages = () => {
  const { path } = usePlace();
  const hasMail = useHasMail();
  return <Suspense fallback={<Loading what="the page" />}>{pageAt(path, hasMail)}</Suspense>;
};
