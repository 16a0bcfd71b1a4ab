import { useConnection } from '../api/api-context.tsx';
import { isLive, useJob } from '../api/job-queries.ts';
import { isGone, Problem } from '../api/problem.ts';
import type { Job } from '../api/types.ts';
import { BatchActions } from '../batch/batch-actions.tsx';
import { BatchPart } from '../batch/batch-part.tsx';
import { saySentence, saySpan } from '../format/format.ts';
import { sayWish } from '../format/preset-title.ts';
import { JobActions } from '../jobs/job-actions.tsx';
import { JobProgress } from '../jobs/job-progress.tsx';
import { lookOf } from '../jobs/job-state.ts';
import { sayOwner } from '../jobs/say-owner.ts';
import { siteOf } from '../jobs/site-of.ts';
import { titleOf } from '../jobs/title-of.ts';
import { Awaited } from '../parts/awaited.tsx';
import { ButtonLink } from '../parts/button.tsx';
import { CopyButton } from '../parts/copy-button.tsx';
import { Icon } from '../parts/icon.tsx';
import { Moment } from '../parts/moment.tsx';
import { Notice, Remark } from '../parts/notice.tsx';
import { Link } from '../routing/link.tsx';
import { usePageTitle } from '../routing/router.ts';
import { AnotherFormat } from './another-format.tsx';
import { DownloadEnd } from './download-end.tsx';
import { PlainEnd } from './end.tsx';
import { JobEnd } from './job-end.tsx';
import { JobLog } from './job-log.tsx';
import styles from './job-page.module.css';
import { Results } from './results.tsx';

const tookSeconds = ({ startedAt, endedAt }: Job): number | null =>
  startedAt && endedAt ? (Date.parse(endedAt) - Date.parse(startedAt)) / 1000 : null;

/** Where it comes from: the page itself, in a tab that is told nothing of this one. */
const Site = ({ job }: { readonly job: Job }) => {
  const site = siteOf(job);
  const { url } = job.request;
  if (!site) return null;
  return typeof url === 'string' && /^https?:/.test(url) ? (
    <a href={url} target="_blank" rel="noreferrer">
      {site}
    </a>
  ) : (
    <span>{site}</span>
  );
};

const Head = ({ job }: { readonly job: Job }) => {
  const { label, icon, tone } = lookOf(job);
  const took = tookSeconds(job);
  const { me } = useConnection();
  return (
    <header className={styles.head}>
      <div className={styles.titles}>
        <h1 tabIndex={-1}>{titleOf(job)}</h1>
        <p className={styles.about}>
          <span className={styles.state} data-tone={tone} role="status">
            <Icon name={icon} size={16} />
            {label}
          </span>
          <span>{sayWish(job.request)}</span>
          <Site job={job} />
          {job.owner !== me.owner && <span title={job.owner}>{sayOwner(job.owner, me.owner)}</span>}
          <Moment at={job.createdAt} />
          {took !== null && <span>took {saySpan(took)}</span>}
          {job.attempt > 1 && <span>attempt {job.attempt}</span>}
        </p>
      </div>
      <div className={styles.tools}>
        <CopyButton text={window.location.href} what="Copy link" small={false} />
        <AnotherFormat job={job} />
        {job.kind === 'batch' ? <BatchActions job={job} /> : <JobActions job={job} />}
      </div>
    </header>
  );
};

const ends = { transcode: JobEnd, download: DownloadEnd, batch: PlainEnd, look: PlainEnd } as const;

/** What became of it, where there is nothing to show. */
const Ended = ({ job }: { readonly job: Job }) => {
  const End = ends[job.kind];
  return <End job={job} />;
};

const Whole = ({ job }: { readonly job: Job }) => (
  <div className={styles.page}>
    <Head job={job} />
    {job.kind === 'batch' && <BatchPart job={job} />}
    {isLive(job) && job.kind !== 'batch' && (
      <section className={styles.live} aria-label="Progress">
        <JobProgress job={job} />
      </section>
    )}
    <Ended job={job} />
    {job.state === 'succeeded' && job.artifacts.length > 0 && <Results job={job} />}
    {job.cached && <Remark tone="plain">Made before from the same source: copied, not made again.</Remark>}
    {job.notes.length > 0 && (
      <section className={styles.part} aria-labelledby="notes">
        <h2 id="notes">{job.kind === 'batch' ? 'How it went' : 'How it was made'}</h2>
        <ul className={styles.notes}>
          {job.notes.map((note) => (
            <li key={note}>{saySentence(note)}</li>
          ))}
        </ul>
      </section>
    )}
    <JobLog job={job} />
  </div>
);

const Gone = () => (
  <Notice isPage icon="jobs" title="There is no such job" actions={<ButtonLink href="/jobs">See your jobs</ButtonLink>}>
    The address may be cut off, or the job belongs to somebody else. Sign in with the account that started it.
  </Notice>
);

/** A malformed id is answered with 400, and is no more there than an unknown one. */
const isNoJob = (error: Error): boolean => isGone(error) || (error instanceof Problem && error.status === 400);

export const JobPage = ({ id }: { readonly id: string }) => {
  const asked = useJob(id);
  usePageTitle(asked.data ? `${titleOf(asked.data)}: ${lookOf(asked.data).label}` : 'Job');
  return (
    <>
      <Link href={asked.data?.parent ? `/jobs/${asked.data.parent.id}` : '/jobs'} className={styles.back}>
        <Icon name="back" size={16} />
        {asked.data?.parent ? 'The whole batch' : 'Jobs'}
      </Link>
      <Awaited asked={asked} what="the job" isPage refused={(error) => (isNoJob(error) ? <Gone /> : null)}>
        {(job) => <Whole job={job} />}
      </Awaited>
    </>
  );
};
