import { useEffect, useState } from 'react';

export type Playback = {
  readonly playing: boolean;
  readonly waiting: boolean;
  readonly seconds: number;
  readonly duration: number;
  readonly bufferedTo: number;
  readonly volume: number;
  readonly muted: boolean;
  readonly rate: number;
};

const nothing: Playback = {
  playing: false,
  waiting: false,
  seconds: 0,
  duration: 0,
  bufferedTo: 0,
  volume: 1,
  muted: false,
  rate: 1,
};

const events = [
  'play',
  'pause',
  'playing',
  'waiting',
  'timeupdate',
  'durationchange',
  'loadedmetadata',
  'progress',
  'seeked',
  'seeking',
  'volumechange',
  'ratechange',
  'ended',
  'emptied',
] as const;

const bufferedTo = ({ buffered, currentTime }: HTMLMediaElement): number => {
  for (let range = 0; range < buffered.length; range += 1)
    if (buffered.start(range) <= currentTime + 0.1 && buffered.end(range) >= currentTime) return buffered.end(range);
  return currentTime;
};

const read = (element: HTMLMediaElement): Playback => ({
  playing: !element.paused && !element.ended,
  waiting: !element.paused && element.readyState < HTMLMediaElement.HAVE_FUTURE_DATA && !element.ended,
  seconds: element.currentTime,
  duration: Number.isFinite(element.duration) ? element.duration : 0,
  bufferedTo: bufferedTo(element),
  volume: element.volume,
  muted: element.muted,
  rate: element.playbackRate,
});

/** What a media element is doing, as state. */
export const usePlayback = (element: HTMLMediaElement | null): Playback => {
  const [playback, setPlayback] = useState(nothing);
  useEffect(() => {
    if (!element) return;
    const draw = () => setPlayback(read(element));
    draw();
    for (const event of events) element.addEventListener(event, draw);
    return () => {
      for (const event of events) element.removeEventListener(event, draw);
    };
  }, [element]);
  return playback;
};
