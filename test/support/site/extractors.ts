/**
 * What `REELMILL_TEST_EXTRACTORS` is to be, for yt-dlp to know the pages `/watch/…`, `/playlist/…` and `/channel/…`: it
 * looks for plugins in the folders of this one.
 */
export const siteExtractors = import.meta.dirname;
