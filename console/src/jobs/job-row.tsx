import { isLive } from '../api/job-queries.ts';
import type { Job } from '../api/types.ts';
import { adviceOn } from '../fetch/what-to-do.ts';
import { plural, sayBytes, sayClock, saySentence } from '../format/format.ts';
import { sayWish } from '../format/preset-title.ts';
import { Icon } from '../parts/icon.tsx';
import { Moment } from '../parts/moment.tsx';
import { Link } from '../routing/link.tsx';
import { JobActions } from './job-actions.tsx';
import { JobProgress } from './job-progress.tsx';
import styles from './job-row.module.css';
import { lookOf } from './job-state.ts';
import { sayOwner } from './say-owner.ts';
import { siteOf } from './site-of.ts';
import { titleOf } from './title-of.ts';

/** Length and size of what a finished job made; of a batch, what became of its items. */
const madeOf = ({ artifacts, state, notes, batch }: Job): string[] => {
  const [main] = artifacts;
  if (batch) return state === 'succeeded' ? [...notes] : [plural(batch.items, 'item')];
  if (state !== 'succeeded' || !main) return [];
  const { seconds } = main.facts ?? {};
  return [...(seconds === undefined ? [] : [sayClock(seconds)]), sayBytes(main.bytes)];
};

type Props = {
  readonly job: Job;
  readonly lookedAtBy?: string | undefined;
  /** It stands among the items of its batch, which says what they have in common. */
  readonly isItem?: boolean;
};

export const JobRow = ({ job, lookedAtBy, isItem = false }: Props) => {
  const site = siteOf(job);
  const { label, icon, tone } = lookOf(job);
  return (
    <li className={styles.row} data-tone={tone} data-state={job.state}>
      <span className={styles.mark} title={label}>
        <Icon name={icon} size={18} />
      </span>
      <div className={styles.words}>
        <Link href={`/jobs/${job.id}`} className={styles.name}>
          {titleOf(job)}
        </Link>
        <p className={styles.about}>
          <span className={styles.state}>{label}</span>
          {!isItem && <span>{sayWish(job.request)}</span>}
          {site && <span>{site}</span>}
          {lookedAtBy && <span title={job.owner}>{sayOwner(job.owner, lookedAtBy)}</span>}
          {!isItem && <Moment at={job.createdAt} />}
          {job.attempt > 1 && <span>attempt {job.attempt}</span>}
          {madeOf(job).map((fact) => (
            <span key={fact}>{fact}</span>
          ))}
        </p>
        {job.error && job.state === 'failed' && (
          <p className={styles.error}>
            {saySentence(job.error.message)} {isItem && (adviceOn(job.error.code) ?? job.error.advice)}
          </p>
        )}
      </div>
      <div className={styles.actions}>{job.kind !== 'batch' && <JobActions job={job} small />}</div>
      {isLive(job) && (
        <div className={styles.progress}>
          <JobProgress job={job} />
        </div>
      )}
    </li>
  );
};
