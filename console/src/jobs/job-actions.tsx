import { useState } from 'react';
import { useMay } from '../api/api-context.tsx';
import { isLive, useJobActions } from '../api/job-queries.ts';
import { sayError } from '../api/problem.ts';
import type { Job } from '../api/types.ts';
import { Button } from '../parts/button.tsx';
import { Confirm } from '../parts/dialog.tsx';
import { Remark } from '../parts/notice.tsx';
import { DeleteFiles } from './delete-files.tsx';
import styles from './job-actions.module.css';
import { titleOf } from './title-of.ts';

type Props = { readonly job: Job; readonly small?: boolean };

/** Cancel, retry, delete: whichever of them the job's state allows. */
export const JobActions = ({ job, small = false }: Props) => {
  const { remove, retry } = useJobActions(job.id);
  const [asking, setAsking] = useState(false);
  const mayWrite = useMay('write');
  const live = isLive(job);
  const hasFiles = job.state === 'succeeded';
  const mayHelp = job.state === 'failed' && job.error?.retryable;
  if (!mayWrite || !(live || hasFiles || mayHelp)) return null;
  const stop = () => remove.mutate(undefined, { onSuccess: () => setAsking(false) });
  return (
    <div className={styles.actions}>
      {mayHelp && (
        <Button small={small} icon="retry" onClick={() => retry.mutate()} busy={retry.isPending}>
          Retry
        </Button>
      )}
      {live && (
        <Button
          small={small}
          tone={small ? 'quiet' : 'plain'}
          bare={small}
          icon="close"
          onClick={() => setAsking(true)}
        >
          {small ? `Cancel ${titleOf(job)}` : 'Cancel job'}
        </Button>
      )}
      {hasFiles && (
        <Button
          small={small}
          tone={small ? 'quiet' : 'plain'}
          bare={small}
          icon="trash"
          onClick={() => setAsking(true)}
        >
          {small ? `Delete the files of ${titleOf(job)}` : 'Delete files'}
        </Button>
      )}
      {retry.error && !asking && <Remark>{sayError(retry.error)}</Remark>}
      {asking && hasFiles && <DeleteFiles job={job} onClose={() => setAsking(false)} />}
      {asking && !hasFiles && (
        <Confirm
          title="Cancel this job?"
          yes="Cancel the job"
          no="Let it go on"
          busy={remove.isPending}
          onYes={stop}
          onNo={() => setAsking(false)}
        >
          <p>{titleOf(job)} stops at once, and what was made so far is thrown away.</p>
          {remove.error && <Remark>{sayError(remove.error)}</Remark>}
        </Confirm>
      )}
    </div>
  );
};
