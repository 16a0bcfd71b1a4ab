import { mostSegmentBytes, safeSegment } from './safe-segment.ts';

/** Windows and macOS take names for the same that differ in case or in how an accent is written. */
const sameness = (path: string): string => path.normalize('NFKC').toLowerCase();

const foldersOf = (path: string): string[] => {
  const parts = path.split('/');
  return parts.slice(1).map((_, index) => parts.slice(0, index + 1).join('/'));
};

/** `film.mp4` becomes `film (2).mp4`, shortened where it must be. */
const numbered = (path: string, number: number): string => {
  const slash = path.lastIndexOf('/') + 1;
  const [, stem = '', ending = ''] = /^(.+?)(\.[^.]*)?$/.exec(path.slice(slash)) ?? [];
  const suffix = ` (${number})${ending}`;
  const room = mostSegmentBytes - Buffer.byteLength(suffix);
  return `${path.slice(0, slash)}${safeSegment(stem, room) ?? 'file'}${suffix}`;
};

/** The paths in their order; one that is taken already, or is a folder of another, gets a number. */
export const distinctNames = (paths: readonly string[]): string[] => {
  const taken = new Set(paths.flatMap(foldersOf).map(sameness));
  return paths.map((path) => {
    let name = path;
    for (let number = 2; taken.has(sameness(name)); number += 1) name = numbered(path, number);
    taken.add(sameness(name));
    return name;
  });
};
