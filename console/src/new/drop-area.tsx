import { type DragEvent, useEffect, useRef, useState } from 'react';
import { sayBytes } from '../format/format.ts';
import { Button } from '../parts/button.tsx';
import { Icon } from '../parts/icon.tsx';
import { droppedFiles, pickFiles } from '../uploads/file-handles.ts';
import type { ChosenFile } from '../uploads/upload.ts';
import styles from './drop-area.module.css';

type Props = {
  readonly maxBytes: number;
  readonly onFiles: (files: ChosenFile[]) => unknown;
  /** Text that is dropped: a link that was dragged from another page. */
  readonly onText: (text: string) => void;
};

const carriesFiles = (event: DragEvent | globalThis.DragEvent): boolean =>
  event.dataTransfer?.types.includes('Files') ?? false;

const carriesText = (event: DragEvent): boolean => event.dataTransfer.types.includes('text/plain');
const carries = (event: DragEvent): boolean => carriesFiles(event) || carriesText(event);

/** A file dropped beside the area would make the browser leave the page. */
const useNoStrayDrops = () => {
  useEffect(() => {
    const refuse = (event: globalThis.DragEvent) => {
      if (carriesFiles(event)) event.preventDefault();
    };
    window.addEventListener('dragover', refuse);
    window.addEventListener('drop', refuse);
    return () => {
      window.removeEventListener('dragover', refuse);
      window.removeEventListener('drop', refuse);
    };
  }, []);
};

export const DropArea = ({ maxBytes, onFiles, onText }: Props) => {
  const [over, setOver] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  useNoStrayDrops();
  const choose = async () => {
    const picked = pickFiles();
    if (picked) onFiles(await picked);
    else input.current?.click();
  };
  return (
    <section
      className={styles.area}
      data-over={over || undefined}
      aria-label="Files"
      onDragEnter={(event) => setOver(carries(event))}
      onDragOver={(event) => carries(event) && event.preventDefault()}
      onDragLeave={(event) => !event.currentTarget.contains(event.relatedTarget as Node | null) && setOver(false)}
      onDrop={async (event) => {
        event.preventDefault();
        setOver(false);
        if (carriesFiles(event)) onFiles(await droppedFiles(event.dataTransfer));
        else onText(event.dataTransfer.getData('text/plain'));
      }}
    >
      <span className={styles.mark}>
        <Icon name="upload" size={30} />
      </span>
      <p className={styles.words}>
        <strong>Drop video or audio here</strong>
        <span>several at once if you like, up to {sayBytes(maxBytes)} each; or a list of addresses</span>
      </p>
      <Button tone="primary" onClick={() => void choose()}>
        Choose files
      </Button>
      <input
        ref={input}
        type="file"
        multiple
        accept="video/*,audio/*,.mkv,.mts,.m2ts,.mxf,.ts,.vob,.flv,.wmv,.txt,.csv"
        className={styles.input}
        aria-label="Files to upload"
        tabIndex={-1}
        onChange={({ target }) => {
          onFiles([...(target.files ?? [])].map((file) => ({ file })));
          target.value = '';
        }}
      />
    </section>
  );
};
