import { useId } from 'react';
import styles from './bad-lines.module.css';
import type { BadLine } from './read-addresses.ts';

const mostShown = 50;

/** Lines with what is wrong with each. */
export const BadLines = ({ title, lines }: { readonly title: string; readonly lines: readonly BadLine[] }) => {
  const heading = useId();
  return (
    <section className={styles.bad} aria-labelledby={heading}>
      <h2 id={heading}>{title}</h2>
      <ol>
        {lines.slice(0, mostShown).map(({ line, text, reason }) => (
          <li key={`${line} ${text}`}>
            <span className={styles.line}>Line {line}</span>
            <code>{text}</code>
            <span>{reason}</span>
          </li>
        ))}
      </ol>
      {lines.length > mostShown && <p>And {lines.length - mostShown} more.</p>}
    </section>
  );
};
