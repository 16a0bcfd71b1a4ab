import type { FetchWishes } from '../schema.ts';

/** What to take where the site has several, in the order of how little is lost when it is converted. */
const preferred = { srt: 'srt/vtt/best', vtt: 'vtt/srt/best', ass: 'ass/srt/vtt/best' } as const;

const isOpen = (language: string): boolean => /^(all$|[^!].*\*)/.test(language);
/** yt-dlp reads regular expressions, and a minus as "not". */
const patternOf = (language: string): string => language.replace(/^!/, '-').replace(/\.?\*$/, '.*');

/**
 * Always written as files: yt-dlp would take manual ones only into files and automatic ones only into the video.
 * What is not wanted as a file is left behind in the scratch folder.
 */
export const subtitles = ({ subtitles: wish }: FetchWishes): string[] => {
  if (!wish) return [];
  const { languages, automatic, format, embed } = wish;
  // the chat of a stream counts as subtitles of a language named live_chat
  const patterns = [...languages.map(patternOf), ...(languages.some(isOpen) ? ['-live_chat'] : [])];
  return [
    '--write-subs',
    ...(automatic ? ['--write-auto-subs'] : []),
    `--sub-langs=${patterns.join(',')}`,
    `--sub-format=${preferred[format]}`,
    `--convert-subs=${format}`,
    ...(embed ? ['--embed-subs'] : []),
  ];
};
