import { type FormEvent, type ReactNode, useRef } from 'react';
import { Button } from '../parts/button.tsx';
import { Remark } from '../parts/notice.tsx';
import { sayRefusal } from './say-refusal.ts';
import styles from './start-panel.module.css';

type Props = {
  readonly label: string;
  /** A word beside the button: how much it will be. */
  readonly about?: string;
  readonly busy: boolean;
  readonly disabled?: boolean;
  readonly error: Error | null;
  readonly onStart: () => void;
  /** What is begun with is longer than a window: the button stays in sight, and beside it the way to the wishes. */
  readonly stays?: boolean;
  /** The wishes. */
  readonly children: ReactNode;
};

/** The wishes, and below them the button that begins. */
export const StartPanel = ({ label, about, busy, disabled, error, onStart, stays = false, children }: Props) => {
  const panel = useRef<HTMLFormElement>(null);
  const start = (event: FormEvent) => {
    event.preventDefault();
    onStart();
  };
  const showWishes = () => {
    panel.current?.firstElementChild?.scrollIntoView();
    panel.current?.querySelector<HTMLElement>('input:checked')?.focus({ preventScroll: true });
  };
  return (
    <form className={styles.panel} data-stays={stays || undefined} ref={panel} onSubmit={start}>
      {children}
      <div className={styles.start}>
        {error && <Remark>{sayRefusal(error)}</Remark>}
        {stays && (
          <div className={styles.way}>
            <Button onClick={showWishes}>What to fetch</Button>
          </div>
        )}
        <Button type="submit" tone="primary" icon="download" busy={busy} disabled={disabled}>
          {label}
        </Button>
        {about && <p className={styles.about}>{about}</p>}
      </div>
    </form>
  );
};
