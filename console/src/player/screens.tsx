import { type CSSProperties, useState } from 'react';
import type { Media } from './media.ts';
import styles from './screens.module.css';
import { useAttached } from './use-attached.ts';
import { useInStep } from './use-in-step.ts';
import { useUnseen } from './use-unseen.ts';

export type View = 'result' | 'beside' | 'wipe';

type Props = {
  readonly media: Media;
  /** Shown too, in step, when there is one. */
  readonly source: Media | null;
  readonly view: View;
  readonly poster: string | undefined;
  readonly leader: HTMLMediaElement | null;
  readonly onLeader: (element: HTMLVideoElement | null) => void;
  /** The browser turned out to have no picture of the source. */
  readonly onUnseen: () => void;
  readonly waiting: boolean;
  readonly onTap: () => void;
};

type SourceProps = { readonly source: Media } & Pick<Props, 'leader' | 'onUnseen'>;

const SourceScreen = ({ source, leader, onUnseen }: SourceProps) => {
  const [element, setElement] = useState<HTMLVideoElement | null>(null);
  const { failed } = useAttached(element, source);
  useInStep(leader, element);
  useUnseen(element, failed, onUnseen);
  return (
    <div className={styles.screen} data-which="source">
      <video ref={setElement} muted playsInline preload="auto" />
      <span className={styles.label}>Source</span>
    </div>
  );
};

/** The picture, alone, beside its source, or over it with an edge to be moved. */
export const Screens = ({ media, source, view, poster, leader, onLeader, onUnseen, waiting, onTap }: Props) => {
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
      {source && <SourceScreen source={source} leader={leader} onUnseen={onUnseen} />}
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
