import type { FetchWishes } from '../schema.ts';

export const thumbnails = ({ thumbnail }: FetchWishes): string[] => {
  if (!thumbnail) return [];
  const { download, allSizes, embed, format } = thumbnail;
  return [
    ...(download ? [allSizes ? '--write-all-thumbnails' : '--write-thumbnail'] : []),
    ...(embed ? ['--embed-thumbnail'] : []),
    `--convert-thumbnails=${format}`,
  ];
};
