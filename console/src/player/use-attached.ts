import { useEffect, useState } from 'react';
import { type Attached, attach, type Rung } from './attach.ts';
import type { Media } from './media.ts';

export type Player = {
  readonly failed: boolean;
  /** The element has what it is to play. */
  readonly ready: boolean;
  readonly rungs: readonly Rung[];
  readonly choose: ((key: number | null) => void) | undefined;
};

/** Puts the media into the element, loading the player that it takes. */
export const useAttached = (element: HTMLMediaElement | null, media: Media): Player => {
  const [attached, setAttached] = useState<Attached | null>(null);
  const [rungs, setRungs] = useState<readonly Rung[]>([]);
  const [failed, setFailed] = useState(false);
  const { url, mediaType } = media;

  // biome-ignore lint/correctness/useExhaustiveDependencies: only another address is another thing to play
  useEffect(() => {
    if (!element) return;
    let current = true;
    let held: Attached | undefined;
    setFailed(false);
    setRungs([]);
    attach(element, media).then(
      (made) => {
        if (!current) return made.detach();
        held = made;
        made.onRungs?.((next) => current && setRungs(next));
        setAttached(made);
      },
      () => current && setFailed(true),
    );
    const onError = () => setFailed(true);
    element.addEventListener('error', onError);
    return () => {
      current = false;
      element.removeEventListener('error', onError);
      held?.detach();
      setAttached(null);
    };
  }, [element, url, mediaType]);

  return { failed, ready: attached !== null, rungs, choose: attached?.choose };
};
