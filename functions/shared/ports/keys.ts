import type { KeyScope } from '../caller.ts';

export type ApiKey = {
  readonly id: string;
  readonly owner: string;
  /** What its owner calls it. */
  readonly name: string;
  readonly scopes: readonly KeyScope[];
  readonly createdAt: string;
  readonly revokedAt?: string | undefined;
  /** To the hour; absent when it was never used. */
  readonly lastUsedAt?: string | undefined;
};

/** Keys by which programs sign in. Only a hash of each is kept. */
export type Keys = {
  readonly create: (key: ApiKey, hash: string) => Promise<void>;
  /** The live key with that hash, marked as used; null when there is none or it was revoked. */
  readonly use: (hash: string, now: Date) => Promise<ApiKey | null>;
  /** Of one owner, newest first, revoked ones too. */
  readonly list: (owner: string) => Promise<ApiKey[]>;
  /** False when the owner has no such live key. */
  readonly revoke: (owner: string, id: string, now: Date) => Promise<boolean>;
};
