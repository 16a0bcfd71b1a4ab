import type { Job } from '../api/types.ts';
import styles from './job-list.module.css';
import { JobRow } from './job-row.tsx';

export const JobList = ({ jobs }: { readonly jobs: readonly Job[] }) => (
  <ul className={styles.list}>
    {jobs.map((job) => (
      <JobRow key={job.id} job={job} />
    ))}
  </ul>
);
