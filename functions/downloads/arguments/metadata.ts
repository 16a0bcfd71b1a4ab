import type { FetchWishes } from '../schema.ts';

/** Both with and without is said, since each of yt-dlp's wishes for metadata brings others along. */
export const metadata = ({ metadata: wish, chapters, sponsorBlock }: FetchWishes): string[] => {
  const withChapters = chapters?.embed === true || (sponsorBlock?.mark.length ?? 0) > 0;
  return [
    wish?.embed ? '--embed-metadata' : '--no-embed-metadata',
    withChapters ? '--embed-chapters' : '--no-embed-chapters',
    '--no-embed-info-json',
    ...(chapters?.split ? ['--split-chapters'] : []),
  ];
};
