import type { ReactNode } from 'react';
import styles from './disclosure.module.css';

/** What only some people need, behind a line that opens it. */
export const Disclosure = ({ title, children }: { readonly title: string; readonly children: ReactNode }) => (
  <details className={styles.disclosure}>
    <summary>{title}</summary>
    <div className={styles.inside}>{children}</div>
  </details>
);
