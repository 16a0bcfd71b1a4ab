import { type CSSProperties, useState } from 'react';
import type { Media } from './media.ts';
import styles from './screens.module.css';
import { useAttached } from './use-attached.ts';
import { useInStep } from './use-in-step.ts';

export type View = 'result' | 'beside' | 'wipe';

type Props = {
  readonly media: Media;
  /** Shown too, in step, when there is one. */
  readonly source: Media | null;
  readonly view: View;
  readonly poster: string | undefined;
  readonly leader: HTMLMediaElement | null;
  readonly onLeader: (element: HTMLVideoElement | null) => void;
  readonly waiting: boolean;
  readonly onTap: () => void;
};

const SourceScreen = ({ source, leader }: { readonly source: Media; readonly leader: HTMLMediaElement | null }) => {
  const [element, setElement] = useState<HTMLVideoElement | null>(null);
  const { failed } = useAttached(element, source);
  useInStep(leader, element);
  return (
    <div className={styles.screen} data-which="source">
      <video ref={setElement} muted playsInline preload="auto" />
      <span className={styles.label}>{failed ? 'This browser cannot play the source' : 'Source'}</span>
    </div>
  );
};

/** The picture, alone, beside its source, or over it with an edge to be moved. */
export const Screens = ({ media, source, view, poster, leader, onLeader, waiting, onTap }: Props) => {
  const [edge, setEdge] = useState(50);
  const { width = 16, height = 9 } = media.facts;
  const measures = { '--ratio': `${width} / ${height}`, '--width': width, '--height': height, '--edge': `${edge}%` };
  return (
    <div
      className={styles.screens}
      data-view={view}
      data-waiting={waiting || undefined}
      style={measures as CSSProperties}
    >
      <div className={styles.screen} data-which="result">
        {/* biome-ignore lint/a11y/useMediaCaption: what a person uploaded comes with what it has */}
        <video ref={onLeader} playsInline poster={poster} preload="metadata" onClick={onTap} />
        {source && <span className={styles.label}>Result</span>}
      </div>
      {source && <SourceScreen source={source} leader={leader} />}
      {source && view === 'wipe' && (
        <input
          type="range"
          className={styles.edge}
          aria-label="Edge between source and result"
          min={0}
          max={100}
          value={edge}
          onChange={({ target }) => setEdge(Number(target.value))}
        />
      )}
    </div>
  );
};
