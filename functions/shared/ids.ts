import { v7 } from 'uuid';

/** A UUIDv7 (RFC 9562 §5.7): ids sort by the millisecond they were made in. */
export const newId = (now: Date = new Date()): string => v7({ msecs: now.getTime() });

const withTime = (at: Date, rest: string): string => {
  const hex = at.getTime().toString(16).padStart(12, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8)}-${rest}`;
};

/** The smallest and the largest id that could have been made at `at`; ranges of time are ranges of ids. */
export const firstIdAt = (at: Date): string => withTime(at, '7000-8000-000000000000');
export const lastIdAt = (at: Date): string => withTime(at, '7fff-bfff-ffffffffffff');

export const firstIdEver = firstIdAt(new Date(0));
/** The last instant that a Date can name is still within the 48 bits of a UUIDv7. */
export const lastIdEver = 'ffffffff-ffff-7fff-bfff-ffffffffffff';
