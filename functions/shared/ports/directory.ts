export type Person = {
  readonly owner: string;
  readonly name: string;
  /** Present only when the user has proved that it is theirs. */
  readonly verifiedEmail: string | null;
};

/** What users are, as far as their permissions go. */
export type Standing = {
  /** Their groups, at most a minute old; none for one who is gone or was disabled. */
  readonly groupsOf: (owner: string) => Promise<readonly string[]>;
};

/** The installation's users. */
export type Directory = {
  /** Null for one who is gone. */
  readonly find: (owner: string) => Promise<Person | null>;
};
