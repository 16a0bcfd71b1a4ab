import { sayClock } from '../format/format.ts';
import { Button } from '../parts/button.tsx';
import styles from './controls.module.css';
import { Slider } from './slider.tsx';
import type { Player } from './use-attached.ts';
import type { Playback } from './use-playback.ts';

type Props = {
  readonly element: HTMLMediaElement | null;
  readonly playback: Playback;
  /** As told everywhere else; the decoder's own may be a frame less. */
  readonly lengthSeconds: number;
  readonly player: Player;
  /** Absent for sound. */
  readonly onFullScreen?: () => void;
};

const rates = [0.25, 0.5, 1, 1.25, 1.5, 2];

export const toggle = (element: HTMLMediaElement): void => {
  if (element.paused) void element.play().catch(() => undefined);
  else element.pause();
};

type SeekProps = Pick<Props, 'element' | 'playback' | 'lengthSeconds'>;

const Seek = ({ element, playback: { seconds, duration, bufferedTo }, lengthSeconds }: SeekProps) => (
  <Slider
    className={styles.seek}
    aria-label="Position"
    aria-valuetext={`${sayClock(seconds)} of ${sayClock(lengthSeconds)}`}
    max={duration || 1}
    step={0.01}
    value={seconds}
    ready={bufferedTo}
    disabled={duration === 0}
    onAim={(aim) => {
      if (element) element.currentTime = aim;
    }}
  />
);

const Volume = ({ element, playback: { volume, muted } }: Pick<Props, 'element' | 'playback'>) => {
  const level = muted ? 0 : volume;
  return (
    <div className={styles.volume}>
      <Button
        tone="quiet"
        small
        bare
        icon={level === 0 ? 'quiet' : 'sound'}
        onClick={() => {
          if (element) element.muted = !muted;
        }}
      >
        {muted ? 'Sound on' : 'Sound off'}
      </Button>
      <Slider
        className={styles.level}
        aria-label="Volume"
        max={1}
        step={0.05}
        value={level}
        onAim={(aim) => {
          if (!element) return;
          element.volume = aim;
          element.muted = aim === 0;
        }}
      />
    </div>
  );
};

const Rungs = ({ player: { rungs, choose } }: Pick<Props, 'player'>) =>
  rungs.length > 1 && (
    <select
      className={styles.choice}
      aria-label="Quality"
      defaultValue=""
      onChange={({ target }) => choose?.(target.value === '' ? null : Number(target.value))}
    >
      <option value="">Auto</option>
      {rungs.map(({ key, label }) => (
        <option key={key} value={key}>
          {label}
        </option>
      ))}
    </select>
  );

/** The bar below the picture. It is always there: nothing of the picture is hidden, and nothing has to be found. */
export const Controls = ({ element, playback, lengthSeconds, player, onFullScreen }: Props) => (
  <div className={styles.bar}>
    <Button
      tone="quiet"
      bare
      icon={playback.playing ? 'pause' : 'play'}
      onClick={() => element && toggle(element)}
      disabled={!element}
    >
      {playback.playing ? 'Pause' : 'Play'}
    </Button>
    <Seek element={element} playback={playback} lengthSeconds={lengthSeconds} />
    <span className={styles.clock}>
      {sayClock(playback.seconds)} <span>/ {sayClock(lengthSeconds)}</span>
    </span>
    <Volume element={element} playback={playback} />
    <Rungs player={player} />
    <select
      className={styles.choice}
      aria-label="Speed"
      value={playback.rate}
      onChange={({ target }) => {
        if (element) element.playbackRate = Number(target.value);
      }}
    >
      {rates.map((rate) => (
        <option key={rate} value={rate}>
          {rate}×
        </option>
      ))}
    </select>
    {onFullScreen && (
      <Button tone="quiet" small bare icon="full" onClick={onFullScreen}>
        Full screen
      </Button>
    )}
  </div>
);
