import { type FetchWishes, isAudioOnly } from '../schema.ts';

/** Files that take a cover and subtitles stay as they are; any other becomes Matroska. */
const takesCover = 'mp4>mp4/m4v>mp4/mov>mov/mkv';

/** Into which file, without encoding anew. */
export const container = (wishes: FetchWishes): string[] => {
  if (isAudioOnly(wishes)) return [];
  if (wishes.container) return [`--merge-output-format=${wishes.container}`, `--remux-video=${wishes.container}`];
  return wishes.thumbnail?.embed || wishes.subtitles?.embed
    ? ['--merge-output-format=mp4/mkv', `--remux-video=${takesCover}`]
    : [];
};
