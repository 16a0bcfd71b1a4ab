/** Whose cookies, by the id under which they were stored. */
export type JarOf = { readonly owner: string; readonly id: string };

/** A jar before and after a site had it, in the format of Netscape. */
export type ChangedJar = {
  /** As `open` gave it. */
  readonly opened: string;
  /** As yt-dlp left it, whole: what is missing in it was taken back by the site. */
  readonly left: string;
};

/** What work may do with the cookies of a job's request: nothing else reads them in the clear. */
export type CookieJars = {
  /** In the format of Netscape, those of the site that the address belongs to; null when there are none (any more). */
  readonly open: (jar: JarOf, url: string) => Promise<string | null>;
  /**
   * Keeps what the site changed; cookies of other sites than the jar's are dropped. What its owner, or another job,
   * has changed since it was opened stays as they left it, and a jar that was erased stays erased.
   */
  readonly refresh: (jar: JarOf, changed: ChangedJar) => Promise<void>;
};
