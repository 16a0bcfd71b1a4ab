import { useEffect, useRef } from 'react';
import { isLive } from '../api/job-queries.ts';
import { useJobLog } from '../api/log-queries.ts';
import { sayError } from '../api/problem.ts';
import type { Job, LogLine } from '../api/types.ts';
import { plural } from '../format/format.ts';
import { Remark } from '../parts/notice.tsx';
import styles from './job-log.module.css';

const clock = new Intl.DateTimeFormat('en-GB', { timeStyle: 'medium' });

const nearEnd = (box: HTMLElement): boolean => box.scrollHeight - box.scrollTop - box.clientHeight < 40;

/** The log follows its end while the reader is there, and stays put once they scroll up. */
const useFollow = (lines: readonly LogLine[]) => {
  const box = useRef<HTMLDivElement>(null);
  const following = useRef(true);
  // biome-ignore lint/correctness/useExhaustiveDependencies: new lines are what it follows
  useEffect(() => {
    if (box.current && following.current) box.current.scrollTop = box.current.scrollHeight;
  }, [lines]);
  const onScroll = () => {
    if (box.current) following.current = nearEnd(box.current);
  };
  return { box, onScroll };
};

const Lines = ({ lines }: { readonly lines: readonly LogLine[] }) => {
  const { box, onScroll } = useFollow(lines);
  return (
    <div
      className={styles.lines}
      ref={box}
      onScroll={onScroll}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls has to be reached by keyboard
      tabIndex={0}
      role="log"
      aria-live="off"
      aria-label="Log"
    >
      {lines.map(({ at, step, line }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lines are only ever added at the end
        <p key={index}>
          <time dateTime={at}>{clock.format(new Date(at))}</time>
          <span className={styles.step}>{step}</span>
          <span className={styles.line}>{line}</span>
        </p>
      ))}
    </div>
  );
};

export const JobLog = ({ job }: { readonly job: Job }) => {
  const live = isLive(job);
  const { data: lines, error } = useJobLog(job.id, job.attempt, live);
  const count = lines?.length ?? 0;
  return (
    <details className={styles.log} open={live || job.state === 'failed' || undefined}>
      <summary>
        <h2>Log</h2>
        <span className={styles.count}>
          {count > 0 ? plural(count, 'line') : live ? 'nothing yet' : 'nothing was noted'}
        </span>
      </summary>
      {error && <Remark>{sayError(error)}</Remark>}
      {lines && lines.length > 0 && <Lines lines={lines} />}
    </details>
  );
};
