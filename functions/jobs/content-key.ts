import { createHash } from 'node:crypto';
import type { Job } from '#shared/job.ts';
import type { StoredObject } from '#shared/ports/media-store.ts';

/** All that decides what comes out of a job. */
export type Content = Pick<Job, 'owner' | 'kind' | 'request'> & {
  /** What the work reads; absent where the request alone says what that is. */
  readonly source?: Pick<StoredObject, 'etag' | 'bytes'>;
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

/** Where the source lies decides nothing, only what it is; nor does who is called at the end. */
export const contentKey = ({ owner, kind, request, source, maker }: Content): string => {
  const { source: _place, reuse: _wish, webhook: _called, ...wishes } = request;
  const content = { owner, kind, maker, ...(source && { etag: source.etag, bytes: source.bytes }), wishes };
  return createHash('sha256')
    .update(JSON.stringify(sorted(content)))
    .digest('hex');
};
