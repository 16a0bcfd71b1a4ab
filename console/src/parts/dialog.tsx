import { type ReactNode, useId, useLayoutEffect, useRef } from 'react';
import { Button } from './button.tsx';
import styles from './dialog.module.css';

type DialogProps = {
  readonly title: string;
  readonly onClose: () => void;
  readonly children?: ReactNode;
  readonly actions: ReactNode;
  readonly wide?: boolean;
};

/** A modal of the browser's own: it keeps the focus inside, closes on Escape and gives the focus back. */
export const Dialog = ({ title, onClose, children, actions, wide }: DialogProps) => {
  const dialog = useRef<HTMLDialogElement>(null);
  const heading = useId();
  // Closed while it is still in the page: only then does the browser give the focus back.
  useLayoutEffect(() => {
    const shown = dialog.current;
    shown?.showModal();
    return () => shown?.close();
  }, []);
  return (
    <dialog
      ref={dialog}
      className={styles.dialog}
      data-wide={wide || undefined}
      aria-labelledby={heading}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
    >
      <h2 id={heading}>{title}</h2>
      {children && <div className={styles.body}>{children}</div>}
      <div className={styles.actions}>{actions}</div>
    </dialog>
  );
};

type ConfirmProps = {
  readonly title: string;
  readonly yes: string;
  readonly no?: string;
  readonly busy?: boolean;
  readonly onYes: () => void;
  readonly onNo: () => void;
  readonly children: ReactNode;
};

/** Asks before something that cannot be taken back. The safe answer has the focus. */
export const Confirm = ({ title, yes, no = 'Keep it', busy, onYes, onNo, children }: ConfirmProps) => (
  <Dialog
    title={title}
    onClose={onNo}
    actions={
      <>
        <Button onClick={onNo} autoFocus>
          {no}
        </Button>
        <Button tone="danger" onClick={onYes} busy={busy}>
          {yes}
        </Button>
      </>
    }
  >
    {children}
  </Dialog>
);
