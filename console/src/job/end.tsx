import type { ReactNode } from 'react';
import type { Job, JobError } from '../api/types.ts';
import { saySentence } from '../format/format.ts';
import { Icon } from '../parts/icon.tsx';
import type { IconName } from '../parts/icon-paths.ts';
import styles from './job-end.module.css';

type Props = { readonly icon: IconName; readonly title: ReactNode; readonly children?: ReactNode };

/** An end without a result that nobody has to be sorry for. */
export const End = ({ icon, title, children }: Props) => (
  <section className={styles.end}>
    <Icon name={icon} size={24} />
    <div className={styles.words}>
      <h2>{title}</h2>
      {children}
    </div>
  </section>
);

type FailureProps = {
  readonly error: JobError;
  /** In the words of this page. @default those of the API */
  readonly advice?: string | undefined;
  readonly children?: ReactNode;
};

/** What went wrong, what to do about it, and the way to do it. */
export const Failure = ({ error, advice = error.advice, children }: FailureProps) => (
  <section className={styles.end} data-tone="alarm" aria-labelledby="failure">
    <Icon name="alert" size={24} />
    <div className={styles.words}>
      <h2 id="failure">{saySentence(error.message)}</h2>
      <p>{advice}</p>
      <p className={styles.code}>
        <code>{error.code}</code>
      </p>
      {children}
    </div>
  </section>
);

/** An end where the way on stands elsewhere on the page: with the items of a batch. */
export const PlainEnd = ({ job: { state, error } }: { readonly job: Job }) => {
  if (state === 'failed' && error) return <Failure error={error} />;
  if (state === 'expired') return <End icon="trash" title="The files of this job are gone." />;
  return null;
};
