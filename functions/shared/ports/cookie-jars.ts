/** Whose cookies, by the id under which they were stored. */
export type JarOf = { readonly owner: string; readonly id: string };

/** What work may do with the cookies of a job's request: nothing else reads them in the clear. */
export type CookieJars = {
  /** In the format of Netscape, those alone that belong to the address; null when there are none (any more). */
  readonly open: (jar: JarOf, url: string) => Promise<string | null>;
  /** Keeps what the site changed, as yt-dlp wrote it; cookies of other domains than the jar's are dropped. */
  readonly refresh: (jar: JarOf, netscape: string) => Promise<void>;
};
