/** What a source may be; the one place for it. */
export const sourceLimits = {
  /** ffmpeg's frame threads need about 12 bytes a pixel each: past this, 8 GiB do not hold a decoder. */
  side: 16_384,
  pixels: 8192 * 8192,
  /** A recording of a day; longer claims come from broken headers. */
  seconds: 24 * 3600,
  audioTracks: 8,
  subtitleTracks: 32,
} as const;
