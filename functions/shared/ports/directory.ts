export type Person = {
  readonly owner: string;
  readonly name: string;
  /** Present only when the user has proved that it is theirs. */
  readonly verifiedEmail: string | null;
};

/** The installation's users. */
export type Directory = {
  /** Null for one who is gone. */
  readonly find: (owner: string) => Promise<Person | null>;
};
