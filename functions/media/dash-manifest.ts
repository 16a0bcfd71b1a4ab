const nextFilm = /\s*<\/AdaptationSet>\s*<AdaptationSet [^>]*contentType="video"[^>]*>/g;
const shapeOfFirst = /(<AdaptationSet [^>]*contentType="video"[^>]*?) par="[^"]*"/;

/**
 * Makes one set of the rungs, among which a player may change (ISO/IEC 23009-1, 5.3.3). ffmpeg writes such a set only of
 * rungs whose shape is the same to the last digit, which even sides bend by a pixel; so it writes a set for each.
 */
export const joinRungs = (manifest: string): string => {
  const joined = manifest.replaceAll(nextFilm, '');
  return joined === manifest ? manifest : joined.replace(shapeOfFirst, '$1');
};

/** `PT1H2M3.4S` (ISO 8601), as ffmpeg writes it into the manifest. */
export const manifestSeconds = (manifest: string): number => {
  const match = /mediaPresentationDuration="PT(?:(\d+)H)?(?:(\d+)M)?(?:([\d.]+)S)?"/.exec(manifest);
  return Number(match?.[1] ?? 0) * 3600 + Number(match?.[2] ?? 0) * 60 + Number(match?.[3] ?? 0);
};
