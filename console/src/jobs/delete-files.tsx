import type { Job } from '../api/types.ts';
import { plural, sayBytes } from '../format/format.ts';
import styles from './delete-files.module.css';

/** What deleting a job's files takes away, and what it leaves. */
export const WhatGoes = ({ job: { name, artifacts } }: { readonly job: Job }) => (
  <dl className={styles.sides}>
    <div>
      <dt>Goes for good</dt>
      <dd>
        {plural(artifacts.length, 'file')} made of {name} (
        {sayBytes(artifacts.reduce((sum, { bytes }) => sum + bytes, 0))}), and every link to them.
      </dd>
    </div>
    <div>
      <dt>Stays</dt>
      <dd>The file that it was made from, and the job in the list.</dd>
    </div>
  </dl>
);
