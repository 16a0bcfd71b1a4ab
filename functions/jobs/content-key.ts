import { createHash } from 'node:crypto';
import type { Job } from '#shared/job.ts';
import type { StoredObject } from '#shared/ports/media-store.ts';

/** All that decides what comes out of a job. */
export type Content = Pick<Job, 'owner' | 'kind' | 'request'> & {
  readonly source: Pick<StoredObject, 'etag' | 'bytes'>;
  /** Names the code and the programs that do the work. */
  readonly maker: string;
};

/** The same JSON whatever order fields were written in. */
const sorted = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, field]) => [name, sorted(field)]),
  );
};

/** Where the source lies decides nothing, only what it is. */
export const contentKey = ({ owner, kind, request, source: { etag, bytes }, maker }: Content): string => {
  const { source: _place, reuse: _wish, ...wishes } = request;
  const content = { owner, kind, maker, etag, bytes, wishes };
  return createHash('sha256')
    .update(JSON.stringify(sorted(content)))
    .digest('hex');
};
