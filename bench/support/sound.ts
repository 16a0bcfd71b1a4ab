import { execa } from 'execa';

const bytesPerSecond = 48_000 * 2 * 2;

/** Uncompressed sound is a real source of any size that costs nothing to make or to read. */
export const makeSound = (path: string, bytes: number) => {
  const sine = `sine=duration=${Math.round(bytes / bytesPerSecond)}:sample_rate=48000`;
  return execa('ffmpeg', ['-v', 'error', '-f', 'lavfi', '-i', sine, '-ac', '2', '-rf64', 'auto', '-y', path]);
};
