/** The newest yt-dlp in a file of requirements; an older Python may have an older one there too. */
export const newestPinned = (requirements: string): string => {
  const found = [...requirements.matchAll(/^yt-dlp==([\d.]+)/gm)].map(([, version = '']) => tagOf(version));
  const newest = found.sort().at(-1);
  if (!newest) throw new Error('the requirements pin no yt-dlp');
  return newest;
};

/** Package indexes write 2026.1.5 where the project writes 2026.01.05. */
const tagOf = (version: string): string =>
  version
    .split('.')
    .map((part) => part.padStart(2, '0'))
    .join('.');

/** What `layers/aws.json` says of a release before its programs were fetched: the sum is pinned at the first deployment. */
export const releaseOf = (version: string) => ({
  version,
  release: `https://github.com/yt-dlp/yt-dlp/releases/download/${version}`,
  sha256: null,
});
