/** What a user has set for themselves. */
export type Profile = {
  /** The preset that a file put under `raw/` is made into when it does not say; null for the installation's own. */
  readonly defaultPreset: string | null;
};

/** Settings of users. One who never set anything has the defaults. */
export type Profiles = {
  readonly get: (owner: string) => Promise<Profile>;
  readonly put: (owner: string, profile: Profile) => Promise<void>;
};
