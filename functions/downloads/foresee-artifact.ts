import type { InfoJson } from './info.ts';
import { mediaTypeOf } from './media-type.ts';
import { nameFiles } from './name-files.ts';
import { type DownloadJob, type FetchWishes, isAudioOnly } from './schema.ts';

/** Whether nothing is made of a file that is fetched in one, and nothing written into it. */
export const isLeftAsSent = (wishes: FetchWishes): boolean => {
  const { container, subtitles, thumbnail, metadata, chapters, sections, sponsorBlock, live } = wishes;
  const isEdited = subtitles?.embed || thumbnail?.embed || metadata?.embed || chapters?.embed || chapters?.split;
  return !isAudioOnly(wishes) && !container && !isEdited && !sections && !sponsorBlock && !live;
};

const unknownType = 'application/octet-stream';

/** Many endings are those of pictures and of sound alone; then it counts what the site says of the format. */
const typeOf = (ext: string, { formats, format_id: id }: InfoJson): string => {
  const chosen = formats.find((format) => format.format_id === id);
  const asVideo = mediaTypeOf('video', ext);
  return chosen?.vcodec === 'none' || asVideo === unknownType ? mediaTypeOf('audio', ext) : asVideo;
};

export type Foreseen = { readonly path: string; readonly mediaType: string };

type Facts = {
  readonly info: InfoJson;
  readonly request: Pick<DownloadJob, 'wishes' | 'place'>;
  readonly random: string;
};

/** What a file will be called and be, unless it turns out to be another; null where only the whole file can tell. */
export const foreseeArtifact = (ext: string, facts: Facts): Foreseen | null => {
  const { wishes } = facts.request;
  if (!isLeftAsSent(wishes) || wishes.pathTemplate?.includes('{resolution}')) return null;
  const file = { what: { role: 'media', ext, part: null }, size: { width: null, height: null } } as const;
  const [path = ''] = nameFiles([file], facts);
  return { path, mediaType: typeOf(ext, facts.info) };
};
