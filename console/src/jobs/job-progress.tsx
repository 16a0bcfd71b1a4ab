import type { Job } from '../api/types.ts';
import { Strip } from '../parts/strip.tsx';
import styles from './job-progress.module.css';

const sayStage = ({ state, progress: { stage } }: Job): string => {
  if (state === 'queued') return 'Waiting for its turn';
  return stage ? stage.charAt(0).toUpperCase() + stage.slice(1) : 'Working';
};

/** How far a live job is: what it is doing, how much of it, how fast. */
export const JobProgress = ({ job }: { readonly job: Job }) => {
  const { percent, speed } = job.progress;
  const known = job.state === 'queued' ? 0 : percent;
  return (
    <div className={styles.progress}>
      <Strip
        percent={known}
        label={`${job.name}: ${sayStage(job)}`}
        tone={job.state === 'queued' ? 'idle' : 'lamp'}
        moving={job.state === 'running'}
      />
      <p className={styles.said}>
        <span>{sayStage(job)}</span>
        <span className={styles.figures}>
          {speed !== undefined && speed > 0 && <span>{speed.toFixed(1)}× real time</span>}
          {known !== undefined && job.state === 'running' && <strong>{Math.round(known)} %</strong>}
        </span>
      </p>
    </div>
  );
};
