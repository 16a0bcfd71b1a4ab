/** What a site has, by the name of the site and what it is known by there. */
export type SiteItem = { readonly site: string; readonly item: string };

/** What each owner has fetched ever before, where they asked to remember it. */
export type Archive = {
  /** The id of the job that fetched it first. */
  readonly find: (owner: string, item: SiteItem) => Promise<string | null>;
  /** Once: the first job stays. */
  readonly remember: (owner: string, item: SiteItem, job: string) => Promise<void>;
};
