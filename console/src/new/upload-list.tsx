import type { Wish } from '../api/types.ts';
import { plural } from '../format/format.ts';
import { sayPreset } from '../format/preset-title.ts';
import { Button } from '../parts/button.tsx';
import type { Upload } from '../uploads/upload.ts';
import { useUploads } from '../uploads/upload-desk.tsx';
import styles from './upload-list.module.css';
import { UploadRow } from './upload-row.tsx';

const count = (uploads: readonly Upload[], stage: Upload['stage']): number =>
  uploads.filter((upload) => upload.stage === stage).length;

export const UploadList = ({ wish }: { readonly wish: Wish }) => {
  const { uploads, start, clearDone } = useUploads();
  if (uploads.length === 0) return null;
  const ready = count(uploads, 'ready');
  const done = count(uploads, 'done');
  return (
    <section className={styles.list} aria-labelledby="uploads">
      <div className={styles.head}>
        <h2 id="uploads">Your files</h2>
        {done > 0 && (
          <Button tone="quiet" small onClick={clearDone}>
            Clear finished
          </Button>
        )}
      </div>
      <ul className={styles.rows}>
        {uploads.map((upload) => (
          <UploadRow key={upload.key} upload={upload} />
        ))}
      </ul>
      {ready > 0 && (
        <div className={styles.start}>
          <Button tone="primary" icon="play" onClick={() => start(wish)}>
            Start {plural(ready, 'file')} as {sayPreset(wish.preset)}
          </Button>
        </div>
      )}
    </section>
  );
};
