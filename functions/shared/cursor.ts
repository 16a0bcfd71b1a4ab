import { createHash } from 'node:crypto';
import * as z from 'zod';
import { EngineError } from './errors.ts';

/**
 * A cursor is a position and a mark of the query it belongs to. It grants nothing: what it continues is looked up
 * under the caller's own keys again, the mark only tells a mixed-up cursor from a right one.
 */
const markOf = (query: unknown): string =>
  createHash('sha256').update(JSON.stringify(query)).digest('base64url').slice(0, 12);

export const sealCursor = (position: unknown, query: unknown): string =>
  Buffer.from(JSON.stringify([position, markOf(query)])).toString('base64url');

const unpack = (cursor: string): unknown => {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString());
  } catch {
    return undefined;
  }
};

/** The position in `cursor`; one that was altered or made for another query is `request.invalid`. */
export const openCursor = <P extends z.ZodType>(cursor: string, query: unknown, position: P): z.output<P> => {
  const opened = z.tuple([position, z.literal(markOf(query))]).safeParse(unpack(cursor));
  if (opened.success) return opened.data[0];
  throw new EngineError('request.invalid', 'the cursor does not belong to this list', { field: 'cursor' });
};
