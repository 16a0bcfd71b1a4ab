import type { ReactNode } from 'react';
import styles from './radio-card.module.css';

type Props = {
  readonly group: string;
  readonly value: string;
  readonly chosen: boolean;
  readonly onChoose: () => void;
  readonly title: ReactNode;
  /** A line on what it is. */
  readonly about?: string | undefined;
};

/** One of several choices, with a word on what it means. */
export const RadioCard = ({ group, value, chosen, onChoose, title, about }: Props) => (
  <label className={styles.card}>
    <input
      type="radio"
      name={group}
      value={value}
      checked={chosen}
      onChange={onChoose}
      aria-describedby={about ? `about-${group}-${value}` : undefined}
    />
    <span className={styles.title}>{title}</span>
    {about && (
      <span className={styles.about} id={`about-${group}-${value}`}>
        {about}
      </span>
    )}
  </label>
);
