import * as z from 'zod';
import { openCursor } from './cursor.ts';
import { firstIdAt, firstIdEver, idBefore, lastIdAt, lastIdEver } from './ids.ts';

export type Span = {
  /** ISO instants, both inclusive. */
  readonly since?: string;
  readonly until?: string;
  /** Where the page before ended; newest come first, so this one goes on below. */
  readonly cursor?: string;
};

/** The first and the last id of a page, both inclusive; null when there can be none. */
export const idRange = ({ since, until, cursor }: Span, identity: unknown): [string, string] | null => {
  const first = since === undefined ? firstIdEver : firstIdAt(new Date(since));
  const last = until === undefined ? lastIdEver : lastIdAt(new Date(until));
  const next = cursor === undefined ? last : idBefore(openCursor(cursor, identity, z.uuidv7()));
  const end = [next, last].toSorted()[0] ?? last;
  return first <= end ? [first, end] : null;
};
