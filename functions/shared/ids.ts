import { createHash } from 'node:crypto';
import { v7 } from 'uuid';

/** A UUIDv7 (RFC 9562 §5.7): ids sort by the millisecond of `now`; those made now, by the order of their making too. */
export const newId = (now?: Date): string => (now ? v7({ msecs: now.getTime() }) : v7());

const hyphenated = (hex: string): string => hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');

/** 48 bits of milliseconds come first. */
const withTime = (at: Date, rest: string): string =>
  hyphenated(Math.max(0, at.getTime()).toString(16).padStart(12, '0') + rest);

/** The smallest and the largest id that could have been made at `at`; ranges of time are ranges of ids. */
export const firstIdAt = (at: Date): string => withTime(at, '70008000000000000000');
export const lastIdAt = (at: Date): string => withTime(at, '7fffbfffffffffffffff');

export const firstIdEver = firstIdAt(new Date(0));
export const lastIdEver = lastIdAt(new Date(2 ** 48 - 1));

/** The largest string of an id's form that sorts before `id`. */
export const idBefore = (id: string): string =>
  hyphenated((BigInt(`0x${id.replaceAll('-', '')}`) - 1n).toString(16).padStart(32, '0'));

/** The same id for the same text at the same time, so that whoever makes it twice makes one. */
export const idOf = (at: Date, text: string): string => {
  const random = createHash('sha256').update(text).digest();
  return v7({ msecs: at.getTime(), random });
};
