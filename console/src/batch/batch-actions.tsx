import { useState } from 'react';
import { useMay } from '../api/api-context.tsx';
import { useBatch, useBatchActions } from '../api/batch-queries.ts';
import { isLive } from '../api/job-queries.ts';
import { sayError } from '../api/problem.ts';
import type { Job } from '../api/types.ts';
import { plural } from '../format/format.ts';
import { Button } from '../parts/button.tsx';
import { Confirm } from '../parts/dialog.tsx';
import { Remark } from '../parts/notice.tsx';
import { usePlace } from '../routing/router.ts';
import { readShown, searchOf } from './item-shows.ts';

const words = {
  cancel: {
    button: 'Cancel what is left',
    title: 'Cancel what is left?',
    text: 'No further item begins, and those at work stop within seconds. What has come through stays.',
    yes: 'Cancel the rest',
    no: 'Let it go on',
  },
  remove: {
    button: 'Delete files',
    title: 'Delete the files of all items?',
    text: 'They are gone for good, and every link to them. The list of the items stays.',
    yes: 'Delete the files',
    no: 'Keep them',
  },
} as const;

/** Retry the failed, cancel the rest, delete the files: whichever of them there is. */
export const BatchActions = ({ job }: { readonly job: Job }) => {
  const { data } = useBatch(job.id, searchOf(readShown(usePlace().query)));
  const { retry, remove } = useBatchActions(job.id);
  const [asking, setAsking] = useState(false);
  const mayWrite = useMay('write');
  const live = isLive(job);
  const counts = data?.counts;
  const failed =
    (counts?.failed ?? 0) + (job.state === 'succeeded' || job.state === 'failed' ? (counts?.notBegun ?? 0) : 0);
  const mayRetry =
    !live && (job.state === 'succeeded' || job.state === 'failed') && (failed > 0 || counts?.items === 0);
  const hasFiles = !live && job.state !== 'expired' && (counts?.succeeded ?? 0) > 0;
  if (!mayWrite || !(live || mayRetry || hasFiles)) return null;
  const said = live ? words.cancel : words.remove;
  return (
    <>
      {mayRetry && (
        <Button tone="primary" icon="retry" onClick={() => retry.mutate()} busy={retry.isPending}>
          {counts?.items === 0 ? 'Read the list again' : `Retry ${plural(failed, 'failed item')}`}
        </Button>
      )}
      {(live || hasFiles) && (
        <Button icon={live ? 'close' : 'trash'} onClick={() => setAsking(true)}>
          {said.button}
        </Button>
      )}
      {retry.error && <Remark>{sayError(retry.error)}</Remark>}
      {asking && (live || hasFiles) && (
        <Confirm
          title={said.title}
          yes={said.yes}
          no={said.no}
          busy={remove.isPending}
          onYes={() => remove.mutate(undefined, { onSuccess: () => setAsking(false) })}
          onNo={() => setAsking(false)}
        >
          <p>{said.text}</p>
          {remove.error && <Remark>{sayError(remove.error)}</Remark>}
        </Confirm>
      )}
    </>
  );
};
