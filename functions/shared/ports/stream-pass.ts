/** Lets a browser read everything under a prefix for a while: a ladder is many files, and none can carry a token. */
export type StreamPass = {
  /** `Set-Cookie` values that open `/media/{prefix}` at our own origin until `expiresAt`. */
  readonly cookies: (prefix: string, expiresAt: Date, options: { readonly secure: boolean }) => Promise<string[]>;
};
