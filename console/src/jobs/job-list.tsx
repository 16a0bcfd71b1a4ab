import type { Job } from '../api/types.ts';
import styles from './job-list.module.css';
import { JobRow } from './job-row.tsx';

type Props = {
  readonly jobs: readonly Job[];
  /** Where jobs of several people are listed: who is looking, so that each row says whose it is. */
  readonly lookedAtBy?: string | undefined;
};

export const JobList = ({ jobs, lookedAtBy }: Props) => (
  <ul className={styles.list}>
    {jobs.map((job) => (
      <JobRow key={job.id} job={job} lookedAtBy={lookedAtBy} />
    ))}
  </ul>
);
