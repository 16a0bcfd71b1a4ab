import type { FormEvent, ReactNode } from 'react';
import { Problem, sayError } from '../api/problem.ts';
import { Button } from '../parts/button.tsx';
import { Remark } from '../parts/notice.tsx';
import styles from './start-panel.module.css';

type Props = {
  readonly label: string;
  /** A word beside the button: how much it will be. */
  readonly about?: string;
  readonly busy: boolean;
  readonly disabled?: boolean;
  readonly error: Error | null;
  readonly onStart: () => void;
  /** The wishes. */
  readonly children: ReactNode;
};

const said: Readonly<Record<string, string>> = {
  sections: 'The part',
  subtitles: 'The languages of the subtitles',
  pathTemplate: 'What the files are called',
  thumbnail: 'The thumbnail',
  cookies: 'The cookies',
  items: 'Which ones',
};

/** The field at fault by the name that it has on the page. */
const sayRefusal = (error: Error): string => {
  const name = error instanceof Problem ? said[error.field?.split(/[.[]/)[0] ?? ''] : undefined;
  return name ? `${name}: ${sayError(error)}` : sayError(error);
};

/** The wishes, and below them the button that begins. */
export const StartPanel = ({ label, about, busy, disabled, error, onStart, children }: Props) => {
  const start = (event: FormEvent) => {
    event.preventDefault();
    onStart();
  };
  return (
    <form className={styles.panel} onSubmit={start}>
      {children}
      {error && <Remark>{sayRefusal(error)}</Remark>}
      <div className={styles.start}>
        <Button type="submit" tone="primary" icon="download" busy={busy} disabled={disabled}>
          {label}
        </Button>
        {about && <p>{about}</p>}
      </div>
    </form>
  );
};
