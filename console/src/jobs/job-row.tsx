import { isLive } from '../api/job-queries.ts';
import type { Job } from '../api/types.ts';
import { plural, sayBytes, sayClock } from '../format/format.ts';
import { sayWish } from '../format/preset-title.ts';
import { Icon } from '../parts/icon.tsx';
import { Moment } from '../parts/moment.tsx';
import { Link } from '../routing/link.tsx';
import { JobActions } from './job-actions.tsx';
import { JobProgress } from './job-progress.tsx';
import styles from './job-row.module.css';
import { looks } from './job-state.ts';

const outcome = ({ artifacts, error, state }: Job): string | null => {
  if (state === 'failed') return error?.message ?? null;
  const [main] = artifacts;
  if (state !== 'succeeded' || !main) return null;
  const length = main.facts?.seconds;
  const bytes = sayBytes(artifacts.reduce((sum, artifact) => sum + artifact.bytes, 0));
  return [length !== undefined && sayClock(length), bytes, artifacts.length > 1 && plural(artifacts.length, 'file')]
    .filter(Boolean)
    .join(' · ');
};

export const JobRow = ({ job }: { readonly job: Job }) => {
  const { label, icon, tone } = looks[job.state];
  const ended = outcome(job);
  return (
    <li className={styles.row} data-tone={tone} data-state={job.state}>
      <span className={styles.mark} title={label}>
        <Icon name={icon} size={18} />
      </span>
      <div className={styles.words}>
        <Link href={`/jobs/${job.id}`} className={styles.name}>
          {job.name}
        </Link>
        <p className={styles.about}>
          <span className={styles.state}>{label}</span>
          <span>{sayWish(job.request)}</span>
          <Moment at={job.createdAt} />
          {job.attempt > 1 && <span>attempt {job.attempt}</span>}
        </p>
        {ended && <p className={styles.outcome}>{ended}</p>}
      </div>
      <div className={styles.actions}>
        <JobActions job={job} small />
      </div>
      {isLive(job) && (
        <div className={styles.progress}>
          <JobProgress job={job} />
        </div>
      )}
    </li>
  );
};
