import { useMay } from '../api/api-context.tsx';
import { useJobActions } from '../api/job-queries.ts';
import { sayError } from '../api/problem.ts';
import type { Job } from '../api/types.ts';
import { SelectField } from '../parts/field.tsx';
import { Moment } from '../parts/moment.tsx';
import { Remark } from '../parts/notice.tsx';
import styles from './retention.module.css';

const hour = 3600;
const day = 24 * hour;

const spans: readonly (readonly [seconds: number, label: string])[] = [
  [hour, 'For one hour from now'],
  [day, 'For one day from now'],
  [7 * day, 'For 7 days from now'],
  [30 * day, 'For 30 days from now'],
  [365 * day, 'For a year from now'],
];

/** How long the files stay, and another choice. */
export const Retention = ({ job }: { readonly job: Job }) => {
  const { keepFor } = useJobActions(job.id);
  const mayWrite = useMay('write');
  const { expiresAt } = job;
  const choose = (value: string) => {
    if (value) keepFor.mutate(value === 'keep' ? null : Number(value));
  };
  return (
    <section className={styles.retention} aria-labelledby="keeping">
      <div className={styles.words}>
        <h2 id="keeping">How long the files stay</h2>
        <p role="status">
          {expiresAt ? (
            <>
              They are deleted on <Moment at={expiresAt} exact /> (<Moment at={expiresAt} />
              ).
            </>
          ) : (
            'They stay until you delete them.'
          )}
        </p>
        {keepFor.error && <Remark>{sayError(keepFor.error)}</Remark>}
      </div>
      {mayWrite && (
        <SelectField
          label="Keep the files"
          value=""
          disabled={keepFor.isPending}
          onChange={({ target }) => choose(target.value)}
        >
          <option value="">{expiresAt ? 'Until then' : 'Until I delete them'}</option>
          {spans.map(([seconds, label]) => (
            <option key={seconds} value={seconds}>
              {label}
            </option>
          ))}
          {expiresAt && <option value="keep">Until I delete them</option>}
        </SelectField>
      )}
    </section>
  );
};
