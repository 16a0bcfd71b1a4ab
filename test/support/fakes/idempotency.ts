import { EngineError } from '#shared/errors.ts';
import type { Idempotency } from '#shared/ports/jobs.ts';

type Used = { readonly id: string; readonly requestHash: string; readonly until: number };

const day = 24 * 60 * 60 * 1000;

/** What idempotency keys stand for, each of one owner. */
export const usedKeys = (clock: () => Date) => {
  const keys = new Map<string, Used>();
  const nameOf = (owner: string, key: string) => `${owner} ${key}`;
  return {
    /** Id of what was made first with the key. */
    first: (owner: string, { key, requestHash }: Idempotency): string | undefined => {
      const used = keys.get(nameOf(owner, key));
      if (!used || used.until <= clock().getTime()) return undefined;
      if (used.requestHash === requestHash) return used.id;
      throw new EngineError('idempotency.conflict', 'send a new key for a new request', { field: 'Idempotency-Key' });
    },
    use: (owner: string, { key, requestHash, lasting }: Idempotency, id: string): void => {
      const until = lasting ? Number.POSITIVE_INFINITY : clock().getTime() + day;
      keys.set(nameOf(owner, key), { id, requestHash, until });
    },
  };
};
