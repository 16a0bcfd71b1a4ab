import { useMay } from '../api/api-context.tsx';
import { useJobActions } from '../api/job-queries.ts';
import { sayError } from '../api/problem.ts';
import type { LinkedArtifact } from '../api/types.ts';
import { plural } from '../format/format.ts';
import { Button } from '../parts/button.tsx';
import { Notice, Remark } from '../parts/notice.tsx';

type Props = { readonly job: string; readonly artifacts: readonly LinkedArtifact[] };

const sayWait = (hours: number | undefined): string =>
  hours ? `within ${plural(hours, 'hour')} at the longest` : 'within some hours';

/** Files that were moved to cold storage: how to have them back, and how long it takes. */
export const Frozen = ({ job, artifacts }: Props) => {
  const { restore } = useJobActions(job);
  const mayWrite = useMay('write');
  const coming = restore.isSuccess || artifacts.every(({ state }) => state !== 'frozen');
  if (coming)
    return (
      <Notice icon="wait" tone="lamp" title="The files are on their way back">
        They can be played and downloaded {sayWait(restore.data?.readyWithinHours)}. You can close this page and come
        back then.
      </Notice>
    );
  return (
    <Notice
      icon="wait"
      title="The files are in cold storage"
      actions={
        mayWrite && (
          <Button tone="primary" icon="retry" onClick={() => restore.mutate()} busy={restore.isPending}>
            Bring them back
          </Button>
        )
      }
    >
      What is kept for a long time is moved there. Bringing the files back takes some hours.
      {restore.error && <Remark>{sayError(restore.error)}</Remark>}
    </Notice>
  );
};
