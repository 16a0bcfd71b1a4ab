import type { FetchWishes } from './schema.ts';

/** What a file of the scratch folder is, by the name that we had yt-dlp give it. */
export type ScratchFile =
  | { readonly role: 'media'; readonly ext: string; readonly part: string | null }
  | { readonly role: 'chapter'; readonly ext: string; readonly number: number }
  | { readonly role: 'subtitles'; readonly ext: string; readonly language: string }
  | { readonly role: 'thumbnail'; readonly ext: string; readonly id: string | null }
  /** Unfinished: what the next try goes on with. */
  | { readonly role: 'partial' };

const subtitleEndings: readonly string[] = ['srt', 'vtt', 'ass'];
const pictureEndings: readonly string[] = ['jpg', 'png', 'webp'];
const working: readonly (string | null)[] = ['temp', 'orig', 'uncut'];
const unfinished = /\.(?:part|ytdl|part-Frag\d+(?:\.part)?|(?:temp|orig|uncut|f[^.]*)\.[^.]+)$/;

/** Null for what is none of ours. */
export const scratchFile = (name: string): ScratchFile | null => {
  const chapter = /^chapter-(\d+)\.(\w+)$/.exec(name);
  if (chapter) return { role: 'chapter', number: Number(chapter[1]), ext: chapter[2] ?? '' };

  const [, part = null, middle = null, ext = ''] = /^media(?:-(\d+-\d+))?(?:\.([\w-]+))?\.(\w+)$/.exec(name) ?? [];
  if (middle && !working.includes(middle) && subtitleEndings.includes(ext))
    return { role: 'subtitles', language: middle, ext };
  if (!working.includes(middle) && pictureEndings.includes(ext)) return { role: 'thumbnail', id: middle, ext };
  if (unfinished.test(name)) return { role: 'partial' };
  return ext && !middle ? { role: 'media', ext, part } : null;
};

/** Whether a finished file is one that was asked for: yt-dlp needs some only to embed them. */
export const isWanted = ({ role }: ScratchFile, { subtitles, thumbnail }: FetchWishes): boolean => {
  if (role === 'partial') return false;
  if (role === 'subtitles') return subtitles?.sidecar ?? false;
  return role !== 'thumbnail' || (thumbnail?.download ?? false);
};
