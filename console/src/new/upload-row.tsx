import { useRef } from 'react';
import { sayBytes, saySpan } from '../format/format.ts';
import { sayPreset } from '../format/preset-title.ts';
import { Button, ButtonLink } from '../parts/button.tsx';
import { Icon } from '../parts/icon.tsx';
import type { IconName } from '../parts/icon-paths.ts';
import { Strip } from '../parts/strip.tsx';
import { percentSent } from '../uploads/percent-sent.ts';
import { secondsLeft, type Upload, type UploadStage } from '../uploads/upload.ts';
import { useUploads } from '../uploads/upload-desk.tsx';
import styles from './upload-row.module.css';

const icons: Record<UploadStage, IconName> = {
  ready: 'file',
  waiting: 'wait',
  sending: 'upload',
  paused: 'pause',
  finishing: 'upload',
  done: 'check',
  failed: 'alert',
};

const sayFlow = (upload: Upload): string => {
  const left = secondsLeft(upload);
  const speed = upload.bytesPerSecond ? `, ${sayBytes(upload.bytesPerSecond)}/s` : '';
  return `${sayBytes(upload.sentBytes)} of ${sayBytes(upload.bytes)}${speed}${left === undefined ? '' : `, ${saySpan(left)} left`}`;
};

const sayStage = (upload: Upload): string => {
  const size = sayBytes(upload.bytes);
  const said: Record<UploadStage, string> = {
    ready: upload.alreadyThere ? `${size}, already uploaded: nothing is sent again` : `${size}, ready`,
    waiting: upload.error ?? `${size}, stopped when the tab was closed`,
    sending: sayFlow(upload),
    paused: `Paused at ${sayBytes(upload.sentBytes)} of ${size}`,
    finishing: 'All sent, starting the work',
    done: `Uploaded, becoming ${sayPreset(upload.wish.preset)}`,
    failed: upload.error ?? 'The upload stopped.',
  };
  return said[upload.stage];
};

const isMoving = ({ stage }: Upload): boolean => stage === 'sending' || stage === 'finishing';
const hasStrip = ({ stage }: Upload): boolean =>
  isMoving({ stage } as Upload) || stage === 'paused' || stage === 'failed';

/** Goes on where the closed tab stopped: by the kept handle, or with the file chosen again. */
const GoOn = ({ upload }: { readonly upload: Upload }) => {
  const { reclaim, reopen } = useUploads();
  const input = useRef<HTMLInputElement>(null);
  const goOn = async () => {
    if (!(await reopen(upload.key))) input.current?.click();
  };
  return (
    <>
      <Button small tone="primary" icon="play" onClick={() => void goOn()}>
        Continue
      </Button>
      <input
        ref={input}
        type="file"
        hidden
        aria-label={`Choose ${upload.name} again`}
        onChange={({ target }) => {
          const file = target.files?.[0];
          target.value = '';
          if (file) reclaim(upload.key, file);
        }}
      />
    </>
  );
};

const Actions = ({ upload }: { readonly upload: Upload }) => {
  const { pauseOrResume, remove, retry } = useUploads();
  const { key, name, stage, job } = upload;
  const ends = stage === 'done' ? `Take ${name} off the list` : `Cancel ${name}`;
  return (
    <div className={styles.actions}>
      {stage === 'waiting' && <GoOn upload={upload} />}
      {stage === 'sending' && (
        <Button small tone="quiet" bare icon="pause" onClick={() => pauseOrResume(key)}>{`Pause ${name}`}</Button>
      )}
      {stage === 'paused' && (
        <Button small tone="quiet" bare icon="play" onClick={() => pauseOrResume(key)}>{`Resume ${name}`}</Button>
      )}
      {stage === 'failed' && (
        <Button small icon="retry" onClick={() => retry(key)}>
          Retry
        </Button>
      )}
      {job && (
        <ButtonLink small href={`/jobs/${job}`}>
          Watch
        </ButtonLink>
      )}
      {stage !== 'finishing' && (
        <Button small tone="quiet" bare icon="close" onClick={() => remove(key)}>
          {ends}
        </Button>
      )}
    </div>
  );
};

export const UploadRow = ({ upload }: { readonly upload: Upload }) => {
  return (
    <li className={styles.row} data-stage={upload.stage} data-error={Boolean(upload.error) || undefined}>
      <span className={styles.mark}>
        <Icon name={icons[upload.stage]} />
      </span>
      <div className={styles.words}>
        <p className={styles.name}>{upload.name}</p>
        <p className={styles.status}>{sayStage(upload)}</p>
      </div>
      <Actions upload={upload} />
      {hasStrip(upload) && (
        <div className={styles.strip}>
          <Strip
            percent={percentSent(upload)}
            label={`${upload.name} uploaded`}
            tone={upload.stage === 'failed' ? 'alarm' : upload.stage === 'paused' ? 'idle' : 'lamp'}
            moving={isMoving(upload)}
          />
        </div>
      )}
      <span className="visually-hidden" role="status">
        {upload.stage === 'done'
          ? `${upload.name} is uploaded`
          : upload.stage === 'failed'
            ? `${upload.name} failed`
            : ''}
      </span>
    </li>
  );
};
