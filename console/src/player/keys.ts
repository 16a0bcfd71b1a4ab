import type { KeyboardEvent } from 'react';
import { toggle } from './controls.tsx';

const jump = (element: HTMLMediaElement, seconds: number): void => {
  const end = Number.isFinite(element.duration) ? element.duration : element.currentTime;
  element.currentTime = Math.min(end, Math.max(0, element.currentTime + seconds));
};

/** Seconds by key; comma and period go by frames. */
const jumps = (fps: number): Readonly<Record<string, number>> => ({
  j: -10,
  l: 10,
  ArrowLeft: -5,
  ArrowRight: 5,
  ',': -1 / fps,
  '.': 1 / fps,
});

const isControl = (target: EventTarget): boolean =>
  target instanceof HTMLElement && target.closest('button, input, select, a') !== null;

/** The keys that players have in common: space or K, J and L, arrows, M, F, and frame by frame with comma and period. */
export const onPlayerKey = (
  event: KeyboardEvent,
  element: HTMLMediaElement | null,
  { fps = 25, fullScreen }: { fps?: number | undefined; fullScreen?: (() => void) | undefined },
): void => {
  if (!element || event.ctrlKey || event.metaKey || event.altKey || isControl(event.target)) return;
  const seconds = jumps(fps)[event.key];
  if (seconds !== undefined) jump(element, seconds);
  else if (event.key === ' ' || event.key === 'k') toggle(element);
  else if (event.key === 'm') element.muted = !element.muted;
  else if (event.key === 'f' && fullScreen) fullScreen();
  else return;
  event.preventDefault();
};
