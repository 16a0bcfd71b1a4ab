import type { AudioWish } from '../choice-fields.ts';
import { type FetchWishes, isAudioOnly } from '../schema.ts';

/** Of yt-dlp's scale from 0 to 10: about 190 kbit/s of mp3. */
const goodQuality = 2;
const byQuality: readonly string[] = ['mp3', 'm4a', 'aac'];

const qualityOf = ({ format, bitrate, quality }: AudioWish): string[] => {
  if (bitrate) return [`--audio-quality=${bitrate.toUpperCase()}`];
  return byQuality.includes(format) ? [`--audio-quality=${quality ?? goodQuality}`] : [];
};

/** Sound alone: as it is, without its picture, or as the wished file. */
export const audio = (wishes: FetchWishes): string[] => {
  if (!isAudioOnly(wishes)) return [];
  const wish = wishes.audio;
  // what is to be made louder is encoded once, by us, after it was measured
  if (!wish || wish.loudness !== undefined) return ['--extract-audio', '--audio-format=best'];
  return ['--extract-audio', `--audio-format=${wish.format}`, ...qualityOf(wish)];
};
