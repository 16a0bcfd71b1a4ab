import type { InfoJson } from './info.ts';
import type { DownloadJob, FetchWishes } from './schema.ts';

/** What came, as far as it is worth a word. */
export type Came = {
  /** How long the main file is. */
  readonly seconds: number | undefined;
  readonly roles: readonly ('media' | 'chapter' | 'subtitles' | 'thumbnail')[];
};

/** The site promised more: many count wrongly, or show a part of it to those only who pay. */
const tooShort = (
  { duration }: InfoJson,
  { sections, live, sponsorBlock }: FetchWishes,
  { seconds }: Came,
): string[] =>
  !sections && !live && !sponsorBlock?.remove.length && duration && seconds && seconds < duration * 0.95 - 1
    ? [`the site promises ${Math.round(duration)} s, and has sent ${Math.round(seconds)} s`]
    : [];

const firstOfList = ({ playlist_count: count }: InfoJson, { place }: DownloadJob): string[] =>
  count && count > 1 && place === undefined
    ? [`the address is a list of ${count}, and this is its first: POST /api/v1/playlist/download fetches the others`]
    : [];

const noSubtitles = ({ requested_subtitles: found }: InfoJson, { subtitles }: FetchWishes): string[] =>
  subtitles && Object.keys(found ?? {}).length === 0
    ? [`the site has no subtitles in ${subtitles.languages.join(', ')}${subtitles.automatic ? '' : ' made by people'}`]
    : [];

const noPicture = ({ thumbnails }: InfoJson, { thumbnail }: FetchWishes, { roles }: Came): string[] =>
  thumbnail && !roles.includes('thumbnail') && thumbnails.length === 0 ? ['the site has no picture of it'] : [];

/** What of a wish was not to be had, though the download came through. */
export const notesOf = (info: InfoJson, request: DownloadJob, came: Came): string[] => {
  const { wishes } = request;
  return [
    ...firstOfList(info, request),
    ...tooShort(info, wishes, came),
    ...noSubtitles(info, wishes),
    ...noPicture(info, wishes, came),
  ];
};
