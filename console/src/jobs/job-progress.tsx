import type { Job } from '../api/types.ts';
import { sayBytes, saySpan } from '../format/format.ts';
import { Strip } from '../parts/strip.tsx';
import styles from './job-progress.module.css';
import { isWaiting } from './job-state.ts';
import { titleOf } from './title-of.ts';

const sayStage = (job: Job): string => {
  const { stage, why } = job.progress;
  if (isWaiting(job)) return why ? `Waiting: ${why}` : 'Waiting for its turn';
  return stage ? stage.charAt(0).toUpperCase() + stage.slice(1) : 'Working';
};

/** How much of how much, how fast, and how long that will take: of what is fetched. */
const sayFlow = ({ progress: { bytes, totalBytes, bytesPerSecond, etaSeconds } }: Job): string[] =>
  [
    bytes !== undefined && (totalBytes ? `${sayBytes(bytes)} of ${sayBytes(totalBytes)}` : sayBytes(bytes)),
    bytesPerSecond !== undefined && bytesPerSecond > 0 && `${sayBytes(bytesPerSecond)}/s`,
    etaSeconds !== undefined && `${saySpan(etaSeconds)} left`,
  ].filter((part) => part !== false);

/** How far a live job is: what it is doing, how much of it, how fast. */
export const JobProgress = ({ job }: { readonly job: Job }) => {
  const { percent, speed } = job.progress;
  const waits = isWaiting(job);
  const known = percent ?? (waits ? 0 : undefined);
  return (
    <div className={styles.progress}>
      <Strip
        percent={known}
        label={`${titleOf(job)}: ${sayStage(job)}`}
        tone={waits ? 'idle' : 'lamp'}
        moving={!waits}
      />
      <p className={styles.said}>
        <span>{sayStage(job)}</span>
        <span className={styles.figures}>
          {!waits && sayFlow(job).map((part) => <span key={part}>{part}</span>)}
          {speed !== undefined && speed > 0 && <span>{speed.toFixed(1)}× real time</span>}
          {percent !== undefined && <strong>{Math.round(percent)} %</strong>}
        </span>
      </p>
    </div>
  );
};
