import type { CSSProperties } from 'react';
import styles from './strip.module.css';

type Props = {
  /** 0 to 100; absent while it cannot be known. */
  readonly percent: number | undefined;
  readonly label: string;
  readonly tone?: 'lamp' | 'mill' | 'alarm' | 'idle';
  readonly moving?: boolean;
};

/** Progress as a strip of film: a second's worth of frames, exposed from the left. */
export const Strip = ({ percent, label, tone = 'lamp', moving = false }: Props) => {
  const shown = percent === undefined ? undefined : Math.min(100, Math.max(0, percent));
  return (
    <div
      className={styles.strip}
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={shown === undefined ? undefined : Math.round(shown)}
      data-tone={tone}
      data-moving={moving || undefined}
      data-unknown={shown === undefined || undefined}
    >
      <div className={styles.exposed} style={{ '--exposed': `${shown ?? 0}%` } as CSSProperties} />
    </div>
  );
};
