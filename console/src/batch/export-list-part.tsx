import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useApi, useMay } from '../api/api-context.tsx';
import { readItems } from '../api/batch-queries.ts';
import { sayError } from '../api/problem.ts';
import type { Batch, BatchItem } from '../api/source-types.ts';
import { bring } from '../fetch/bring.ts';
import { Button } from '../parts/button.tsx';
import { SelectField } from '../parts/field.tsx';
import { Remark } from '../parts/notice.tsx';
import { saveText } from '../parts/save-text.ts';
import { asAddresses, asCsv } from './export-list.ts';
import styles from './export-list-part.module.css';

const lost = ['failed', 'refused'];

type Wanted = { readonly states: readonly string[]; readonly use: (items: readonly BatchItem[]) => void };

/** The list to take away, or to begin anew with: all items or those that were lost. */
export const ExportList = ({ batch: { job, counts } }: { readonly batch: Batch }) => {
  const api = useApi();
  const mayWrite = useMay('write');
  const [which, setWhich] = useState<'all' | 'lost'>('all');
  const read = useMutation({
    mutationFn: async ({ states, use }: Wanted) => use(await readItems(api, job.id, states)),
  });
  const states = which === 'lost' ? lost : [];
  const name = `${
    job.name
      .replace(/[^\p{L}\p{N}]+/gu, '-')
      .replace(/^-+|-+$/g, '')
      .slice(0, 60) || 'batch'
  }${which === 'lost' ? '-failed' : ''}`;
  const asTable = (items: readonly BatchItem[]) => saveText(asCsv(items), `${name}.csv`, 'text/csv');
  const asText = (items: readonly BatchItem[]) => saveText(asAddresses(items), `${name}.txt`, 'text/plain');
  const anyLost = counts.failed + counts.refused > 0;
  return (
    <section className={styles.part} aria-labelledby="export">
      <h2 id="export">The list</h2>
      <div className={styles.choice}>
        {anyLost && (
          <SelectField
            label="Which of it"
            hideLabel
            value={which}
            onChange={({ target }) => setWhich(target.value as typeof which)}
          >
            <option value="all">All items</option>
            <option value="lost">Failed and refused</option>
          </SelectField>
        )}
        <Button icon="download" onClick={() => read.mutate({ states, use: asTable })} busy={read.isPending}>
          Save as a table (CSV)
        </Button>
        <Button icon="download" onClick={() => read.mutate({ states, use: asText })} busy={read.isPending}>
          Save the addresses
        </Button>
        {mayWrite && (
          <Button
            icon="retry"
            onClick={() => read.mutate({ states, use: (items) => bring(asAddresses(items)) })}
            busy={read.isPending}
          >
            Begin anew with other wishes
          </Button>
        )}
      </div>
      {read.error && <Remark>{sayError(read.error)}</Remark>}
    </section>
  );
};
