import { useEffect } from 'react';

/** Beyond this the eye sees that two pictures are not the same moment. */
const driftSeconds = 0.12;

/** Keeps a mute second element at the same moment as the first. */
export const useInStep = (leader: HTMLMediaElement | null, mate: HTMLMediaElement | null): void => {
  useEffect(() => {
    if (!leader || !mate) return;
    const meet = () => {
      if (Math.abs(mate.currentTime - leader.currentTime) > driftSeconds) mate.currentTime = leader.currentTime;
    };
    const follow = () => {
      mate.playbackRate = leader.playbackRate;
      meet();
      if (leader.paused || leader.ended) mate.pause();
      else mate.play().catch(() => undefined);
    };
    const jump = () => {
      mate.currentTime = leader.currentTime;
    };
    mate.muted = true;
    follow();
    for (const event of ['play', 'pause', 'ratechange', 'ended'] as const) leader.addEventListener(event, follow);
    leader.addEventListener('seeking', jump);
    mate.addEventListener('loadedmetadata', follow);
    const timer = setInterval(() => !leader.paused && meet(), 1_000);
    return () => {
      clearInterval(timer);
      for (const event of ['play', 'pause', 'ratechange', 'ended'] as const) leader.removeEventListener(event, follow);
      leader.removeEventListener('seeking', jump);
      mate.removeEventListener('loadedmetadata', follow);
      mate.pause();
    };
  }, [leader, mate]);
};
