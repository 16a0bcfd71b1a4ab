import { isLive } from '../api/job-queries.ts';
import type { Job } from '../api/types.ts';
import { sayBytes, sayClock, saySentence } from '../format/format.ts';
import { sayWish } from '../format/preset-title.ts';
import { Icon } from '../parts/icon.tsx';
import { Moment } from '../parts/moment.tsx';
import { Link } from '../routing/link.tsx';
import { JobActions } from './job-actions.tsx';
import { JobProgress } from './job-progress.tsx';
import styles from './job-row.module.css';
import { lookOf } from './job-state.ts';
import { sayOwner } from './say-owner.ts';

/** Length and size of what a finished job made. */
const madeOf = ({ artifacts, state }: Job): string[] => {
  const [main] = artifacts;
  if (state !== 'succeeded' || !main) return [];
  const { seconds } = main.facts ?? {};
  return [...(seconds === undefined ? [] : [sayClock(seconds)]), sayBytes(main.bytes)];
};

type Props = { readonly job: Job; readonly lookedAtBy?: string | undefined };

export const JobRow = ({ job, lookedAtBy }: Props) => {
  const { label, icon, tone } = lookOf(job);
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
          {lookedAtBy && <span title={job.owner}>{sayOwner(job.owner, lookedAtBy)}</span>}
          <Moment at={job.createdAt} />
          {job.attempt > 1 && <span>attempt {job.attempt}</span>}
          {madeOf(job).map((fact) => (
            <span key={fact}>{fact}</span>
          ))}
        </p>
        {job.error && job.state === 'failed' && <p className={styles.error}>{saySentence(job.error.message)}</p>}
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
