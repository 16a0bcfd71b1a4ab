import type { Job } from '../api/types.ts';
import { saySentence } from '../format/format.ts';
import { ButtonLink } from '../parts/button.tsx';
import { Icon } from '../parts/icon.tsx';
import { Moment } from '../parts/moment.tsx';
import { AnotherFormat } from './another-format.tsx';
import styles from './job-end.module.css';

const upload = (
  <ButtonLink href="/" icon="add">
    Upload another file
  </ButtonLink>
);

/** An end without a result: what happened, and what to do about it. */
export const JobEnd = ({ job }: { readonly job: Job }) => {
  const { state, error } = job;
  if (state === 'failed' && error)
    return (
      <section className={styles.end} data-tone="alarm" aria-labelledby="failure">
        <Icon name="alert" size={24} />
        <div className={styles.words}>
          <h2 id="failure">{saySentence(error.message)}</h2>
          <p>{error.advice}</p>
          <p className={styles.code}>
            <code>{error.code}</code>
          </p>
          {!error.retryable && (error.code === 'rendition.impossible' ? <AnotherFormat job={job} /> : upload)}
        </div>
      </section>
    );
  if (state === 'canceled')
    return (
      <section className={styles.end}>
        <Icon name="stop" size={24} />
        <div className={styles.words}>
          <h2>This job was canceled{job.endedAt && <> {<Moment at={job.endedAt} />}</>}.</h2>
          <p>What was made so far is thrown away. The source stays: “Another format” begins anew without uploading.</p>
          {upload}
        </div>
      </section>
    );
  if (state === 'expired')
    return (
      <section className={styles.end}>
        <Icon name="trash" size={24} />
        <div className={styles.words}>
          <h2>The files of this job are gone.</h2>
          <p>
            Their time was up, or they were deleted. As long as the source is there, “Another format” makes new ones
            without uploading.
          </p>
          {upload}
        </div>
      </section>
    );
  return null;
};
