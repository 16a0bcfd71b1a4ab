import { useConnection } from '../api/api-context.tsx';
import { useJobPage } from '../api/job-queries.ts';
import { Awaited } from '../parts/awaited.tsx';
import { ButtonLink } from '../parts/button.tsx';
import { Notice } from '../parts/notice.tsx';
import { usePageTitle, usePlace } from '../routing/router.ts';
import { addressOf, type Filters, isFiltered, readFilters, searchOf } from './filters.ts';
import { JobFilters } from './job-filters.tsx';
import { JobList } from './job-list.tsx';
import styles from './jobs-page.module.css';

const Nothing = ({ filters }: { readonly filters: Filters }) =>
  isFiltered(filters) || filters.cursor ? (
    <Notice icon="jobs" title="Nothing here" actions={<ButtonLink href="/jobs">Show all jobs</ButtonLink>}>
      No job matches this choice. Try a longer time or another state.
    </Notice>
  ) : (
    <Notice
      icon="upload"
      title="No jobs yet"
      actions={
        <ButtonLink tone="primary" href="/" icon="add">
          Bring in a video
        </ButtonLink>
      }
    >
      Each file that you upload and each address that you fetch becomes a job. You can watch it here, and find its
      result later.
    </Notice>
  );

const Paging = ({ filters, next }: { readonly filters: Filters; readonly next: string | null }) =>
  (filters.cursor || next) && (
    <nav className={styles.paging} aria-label="Pages">
      {filters.cursor && <ButtonLink href={addressOf({ ...filters, cursor: null })}>Newest</ButtonLink>}
      {next && (
        <ButtonLink href={addressOf({ ...filters, cursor: next })} data-way="older">
          Older jobs
        </ButtonLink>
      )}
    </nav>
  );

export const JobsPage = () => {
  usePageTitle('Jobs');
  const { me } = useConnection();
  const filters = readFilters(usePlace().query);
  const asked = useJobPage(searchOf(filters, new Date()));
  return (
    <div className={styles.page}>
      <h1 tabIndex={-1}>Jobs</h1>
      <JobFilters filters={filters} />
      <div className={styles.results} aria-busy={asked.isPlaceholderData}>
        <Awaited
          asked={asked}
          what="the jobs"
          rows={5}
          empty={({ jobs }) => (jobs.length === 0 ? <Nothing filters={filters} /> : null)}
        >
          {({ jobs, cursor }) => (
            <>
              <JobList jobs={jobs} lookedAtBy={filters.whose === 'all' ? me.owner : undefined} />
              <Paging filters={filters} next={cursor} />
            </>
          )}
        </Awaited>
      </div>
    </div>
  );
};
