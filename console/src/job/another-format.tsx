import { useState } from 'react';
import { usePresets } from '../api/account-queries.ts';
import { useMay } from '../api/api-context.tsx';
import { useTranscode } from '../api/job-queries.ts';
import { sayError } from '../api/problem.ts';
import type { Job } from '../api/types.ts';
import { sayPreset } from '../format/preset-title.ts';
import { Button } from '../parts/button.tsx';
import { Dialog } from '../parts/dialog.tsx';
import { SelectField } from '../parts/field.tsx';
import { Remark } from '../parts/notice.tsx';
import { navigate } from '../routing/router.ts';

/** The source of a job once more, as something else: nothing is uploaded again. */
export const AnotherFormat = ({ job }: { readonly job: Job }) => {
  const source = job.request['source'];
  const { data: presets } = usePresets();
  const transcode = useTranscode();
  const mayWrite = useMay('write');
  const [open, setOpen] = useState(false);
  const [chosen, setChosen] = useState('');
  const preset = chosen || (presets?.[0]?.name ?? '');
  if (typeof source !== 'string' || !source.startsWith('raw/') || !mayWrite) return null;
  const start = () =>
    transcode.mutate({ source: { key: source }, preset }, { onSuccess: ({ id }) => navigate(`/jobs/${id}`) });
  return (
    <>
      <Button icon="add" onClick={() => setOpen(true)}>
        Another format
      </Button>
      {open && (
        <Dialog
          title="Make another format"
          onClose={() => setOpen(false)}
          actions={
            <>
              <Button onClick={() => setOpen(false)}>Not now</Button>
              <Button tone="primary" icon="play" onClick={start} busy={transcode.isPending} disabled={!preset}>
                Start
              </Button>
            </>
          }
        >
          <p>The file that you uploaded is still there, so the work can begin at once.</p>
          <SelectField label="Format" value={preset} onChange={({ target }) => setChosen(target.value)}>
            {presets?.map(({ name }) => (
              <option key={name} value={name}>
                {sayPreset(name)}
              </option>
            ))}
          </SelectField>
          {transcode.error && <Remark>{sayError(transcode.error)}</Remark>}
        </Dialog>
      )}
    </>
  );
};
