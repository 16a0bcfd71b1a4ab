import { useState } from 'react';
import { useJobActions, useOwnSource } from '../api/job-queries.ts';
import { sayError } from '../api/problem.ts';
import type { Job } from '../api/types.ts';
import { plural, sayBytes } from '../format/format.ts';
import { Confirm } from '../parts/dialog.tsx';
import { CheckField } from '../parts/field.tsx';
import { Remark } from '../parts/notice.tsx';
import styles from './delete-files.module.css';

type WhatGoesProps = { readonly job: Job; readonly withSource: boolean };

const whatStays = (kind: Job['kind'], withSource: boolean): string => {
  if (kind === 'download') return 'The job in the list, from which it can be fetched again.';
  return withSource ? 'The job in the list.' : 'The file that it was made from, and the job in the list.';
};

/** What deleting a job's files takes away, and what it leaves. */
const WhatGoes = ({ job: { name, artifacts, kind }, withSource }: WhatGoesProps) => (
  <dl className={styles.sides}>
    <div>
      <dt>Goes for good</dt>
      <dd>
        {plural(artifacts.length, 'file')} {kind === 'download' ? 'of' : 'made of'} {name} (
        {sayBytes(artifacts.reduce((sum, { bytes }) => sum + bytes, 0))}), and every link to them.
        {withSource && ' The file that it was made from.'}
      </dd>
    </div>
    <div>
      <dt>Stays</dt>
      <dd>{whatStays(kind, withSource)}</dd>
    </div>
  </dl>
);

/** Asks before the files of a job go, and whether its source goes with them where that is the person's own upload. */
export const DeleteFiles = ({ job, onClose }: { readonly job: Job; readonly onClose: () => void }) => {
  const { remove } = useJobActions(job.id);
  const source = useOwnSource(job);
  const [withSource, setWithSource] = useState(false);
  const erased = withSource ? source?.id : undefined;
  return (
    <Confirm
      title="Delete its files?"
      yes="Delete the files"
      no="Keep them"
      busy={remove.isPending}
      onYes={() => remove.mutate(erased, { onSuccess: onClose })}
      onNo={onClose}
    >
      <WhatGoes job={job} withSource={erased !== undefined} />
      {source && (
        <CheckField
          label={`Also erase the source (${sayBytes(source.bytes)})`}
          hint="Nothing more can be made of it then, and it cannot be had again."
          checked={withSource}
          onChange={({ target }) => setWithSource(target.checked)}
        />
      )}
      {remove.error && <Remark>{sayError(remove.error)}</Remark>}
    </Confirm>
  );
};
