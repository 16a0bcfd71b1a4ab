import { useEffect, useRef, useState } from 'react';
import type { LinkedArtifact, LinkedSource } from '../api/types.ts';
import { sayCodec } from '../format/format.ts';
import { Icon } from '../parts/icon.tsx';
import { Remark } from '../parts/notice.tsx';
import { Controls, toggle } from './controls.tsx';
import { onPlayerKey } from './keys.ts';
import { canDecode, type Media, mediaOfResult, mediaOfSource, type Playable } from './media.ts';
import { Screens, type View } from './screens.tsx';
import styles from './stage.module.css';
import { useAttached } from './use-attached.ts';
import { usePlayback } from './use-playback.ts';
import { ViewChoice } from './view-choice.tsx';

const Picture = ({ artifact }: { readonly artifact: Playable }) => (
  <figure className={styles.picture}>
    <img src={artifact.inlineUrl} alt={`What was made: ${artifact.name}`} />
  </figure>
);

const Unplayable = ({ media }: { readonly media: Media }) => (
  <p className={styles.unplayable} role="status">
    <Icon name="alert" />
    <span>
      This browser cannot play {media.facts.videoCodec ? sayCodec(media.facts.videoCodec) : 'this file'}. Download it to
      watch it in another player.
    </span>
  </p>
);

type PlayingProps = {
  readonly media: Media;
  readonly source: Media | null;
  readonly poster: string | undefined;
  readonly wanted: number;
};

const Playing = ({ media, source, poster, wanted }: PlayingProps) => {
  const box = useRef<HTMLDivElement>(null);
  const [element, setElement] = useState<HTMLMediaElement | null>(null);
  const [view, setView] = useState<View>('result');
  const [unseen, setUnseen] = useState(false);
  const player = useAttached(element, media);
  const playback = usePlayback(element);
  const fullScreen = () =>
    void (document.fullscreenElement ? document.exitFullscreen() : box.current?.requestFullscreen());
  const hasBoth = source !== null && !media.sound && !source.sound && !player.failed;
  const comparable = hasBoth && !unseen;
  const choose = (next: View) => {
    // A seek takes the poster away, which is of another moment than the source beside it.
    if (element) element.currentTime = playback.seconds;
    setView(next);
  };
  useEffect(() => {
    if (wanted === 0 || !element || !player.ready) return;
    box.current?.focus({ preventScroll: true });
    box.current?.scrollIntoView({ block: 'center' });
    void element.play().catch(() => undefined);
  }, [wanted, element, player.ready]);
  return (
    <div className={styles.whole}>
      {comparable && <ViewChoice view={view} onChoose={choose} />}
      {hasBoth && unseen && (
        <Remark tone="lamp">Your browser cannot show the source’s picture, so the two cannot be compared here.</Remark>
      )}
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset is for what is filled in */}
      <div
        ref={box}
        className={styles.box}
        data-view={comparable ? view : 'result'}
        data-sound={media.sound || undefined}
        role="group"
        aria-label="Player"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the player's keys work while it has the focus
        tabIndex={0}
        onKeyDown={(event) =>
          onPlayerKey(event, element, { fps: media.facts.fps, fullScreen: media.sound ? undefined : fullScreen })
        }
      >
        {media.sound ? (
          // biome-ignore lint/a11y/useMediaCaption: what a person uploaded comes with what it has
          <audio ref={setElement} preload="metadata" />
        ) : (
          <Screens
            media={media}
            source={comparable && view !== 'result' ? source : null}
            view={comparable ? view : 'result'}
            poster={poster}
            leader={element}
            onLeader={setElement}
            onUnseen={() => setUnseen(true)}
            waiting={playback.waiting}
            onTap={() => element && toggle(element)}
          />
        )}
        {player.failed ? (
          <Unplayable media={media} />
        ) : (
          <Controls
            element={element}
            playback={playback}
            lengthSeconds={media.facts.seconds ?? playback.duration}
            player={player}
            {...(!media.sound && { onFullScreen: fullScreen })}
          />
        )}
      </div>
    </div>
  );
};

type StageProps = {
  readonly result: Playable;
  readonly source: LinkedSource | null;
  /** A still of it, shown until it plays. */
  readonly still?: LinkedArtifact | undefined;
  /** How often it was asked to be brought into sight and started. */
  readonly wanted?: number;
};

/** Shows what a job made, whatever it is; a video can be compared with its source. */
export const Stage = ({ result, source, still, wanted = 0 }: StageProps) => {
  // Asked for anew, the links differ though the files do not: what plays goes on playing.
  const [media] = useState(() => mediaOfResult(result));
  const [from] = useState(() => source && mediaOfSource(source));
  const [poster] = useState(still?.inlineUrl);
  if (result.kind === 'image') return <Picture artifact={result} />;
  if (!canDecode(media)) return <Unplayable media={media} />;
  return <Playing media={media} source={from} poster={poster} wanted={wanted} />;
};
