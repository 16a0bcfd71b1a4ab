import { useEffect } from 'react';

/**
 * Tells when a video turns out to have no picture here: it fails, or, where only the codec of its picture is missing,
 * plays on as sound with a width of 0.
 */
export const useUnseen = (element: HTMLVideoElement | null, failed: boolean, onUnseen: () => void): void => {
  // biome-ignore lint/correctness/useExhaustiveDependencies: who is told may change, what is told does not
  useEffect(() => {
    if (failed) return onUnseen();
    if (!element) return;
    const look = () => element.videoWidth === 0 && onUnseen();
    element.addEventListener('loadedmetadata', look);
    return () => element.removeEventListener('loadedmetadata', look);
  }, [element, failed]);
};
