export type LinkTarget = {
  readonly owner: string;
  readonly job: string;
  readonly key: string;
  readonly fileName: string;
  readonly mediaType: string;
};

export type FoundLink = LinkTarget & { readonly expiresAt: Date };

/** Addresses that we hand out: a random token, stored as a hash, that ends by itself or is revoked. */
export type Links = {
  /** The token, 256 random bits in base64url; it is not stored and cannot be read back. */
  readonly issue: (target: LinkTarget, expiresAt: Date) => Promise<string>;
  readonly resolve: (token: string, now: Date) => Promise<FoundLink | null>;
  /** Every link to the job's files. */
  readonly revoke: (job: string) => Promise<void>;
};
