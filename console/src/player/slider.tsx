import { type CSSProperties, type InputHTMLAttributes, useEffect, useState } from 'react';
import styles from './slider.module.css';

type Props = Omit<InputHTMLAttributes<HTMLInputElement>, 'onChange' | 'value' | 'max'> & {
  readonly value: number;
  readonly max: number;
  readonly onAim: (value: number) => void;
  /** How much is there already, for a second, fainter fill. */
  readonly ready?: number;
};

const part = (value: number, max: number): string => `${max > 0 ? (100 * value) / max : 0}%`;

/**
 * A slider on something that answers a little later, as media do: it stays where it was put until the answer comes.
 */
export const Slider = ({ value, max, onAim, ready = 0, className, ...rest }: Props) => {
  const [aim, setAim] = useState<number | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: any news of the value ends the waiting
  useEffect(() => setAim(null), [value]);
  const shown = Math.min(aim ?? value, max);
  return (
    <input
      {...rest}
      type="range"
      className={[styles.slider, className].filter(Boolean).join(' ')}
      min={0}
      max={max}
      value={shown}
      style={{ '--reached': part(shown, max), '--ready': part(ready, max) } as CSSProperties}
      onChange={({ target }) => {
        setAim(Number(target.value));
        onAim(Number(target.value));
      }}
    />
  );
};
