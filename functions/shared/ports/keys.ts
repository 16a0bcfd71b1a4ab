import type { KeyScope } from '../caller.ts';

export type ApiKey = {
  readonly id: string;
  readonly owner: string;
  /** What its owner calls it. */
  readonly name: string;
  readonly scopes: readonly KeyScope[];
  readonly createdAt: string;
  /** Absent when it never ends by itself. */
  readonly expiresAt?: string | undefined;
  readonly revokedAt?: string | undefined;
  /** To the hour; absent when it was never used. */
  readonly lastUsedAt?: string | undefined;
};

/** Keys by which programs sign in. Only a hash of each is kept. */
export type Keys = {
  readonly create: (key: ApiKey, hash: string) => Promise<void>;
  /**
   * The key with that hash, marked as used; null when there is none or it was revoked. One that has expired comes back
   * unmarked, so that its user can be told.
   */
  readonly use: (hash: string, now: Date) => Promise<ApiKey | null>;
  /** Newest first, revoked and expired ones too; without an owner, everyone's. */
  readonly list: (owner?: string) => Promise<ApiKey[]>;
  /** Whoever's it is, unless an owner is named; the key that is live no more, or null when there is no such live key. */
  readonly revoke: (id: string, now: Date, owner?: string) => Promise<ApiKey | null>;
};

export const isLiveKey = (key: ApiKey, now: Date): boolean => key.revokedAt === undefined && !hasExpired(key, now);

export const hasExpired = ({ expiresAt }: ApiKey, now: Date): boolean =>
  expiresAt !== undefined && expiresAt <= now.toISOString();
