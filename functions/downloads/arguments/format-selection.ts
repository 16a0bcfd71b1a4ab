import { type FetchWishes, isAudioOnly } from '../schema.ts';

/** With sound or without, and failing that whatever there is; yt-dlp merges the two. */
const anyPicture = 'bv*+ba/b';

/** What these files can hold: others would have to be encoded anew, which is not what was asked for. */
const pictures = {
  mp4: anyPicture,
  mkv: anyPicture,
  webm: "bv*[ext=webm]+ba[ext=webm]/bv*[vcodec~='^(vp0?[89]|av0?1)']+ba[acodec~='^(opus|vorbis)']/b[ext=webm]",
  mov: "bv*[vcodec~='^(avc|h264|hev|hvc|h265|mp4v)']+ba[acodec~='^(mp4a|aac|mp3|alac)']/b[ext=mov]/b[ext=mp4]",
} as const;

/** Where nothing better speaks against it, what needs no change for the file. */
const endings = { mp4: ['ext:mp4:m4a'], mov: ['ext:mp4:m4a'], webm: ['ext:webm:webm'], mkv: [] } as const;

/** Sound that is in the wished format already need not be encoded anew. */
const soundOf = { mp3: 'mp3', m4a: 'aac', aac: 'aac', opus: 'opus', flac: 'flac', wav: undefined } as const;

const limited = (field: string, limit: string | number | undefined): string =>
  limit === undefined ? field : `${field}:${limit}`;

const audioOrder = ({ audio, audioCodec }: FetchWishes): string[] => {
  const codec = audioCodec ?? (audio && soundOf[audio.format]);
  return codec ? ['lang', `acodec:${codec}`] : [];
};

/**
 * The language that the site thinks right comes first, else a wished codec could choose a dubbed track. `res` is the
 * shorter side, so that portrait pictures are counted as landscape ones are.
 */
const pictureOrder = ({ quality, maxFps, hdr, videoCodec, audioCodec, container }: FetchWishes): string[] => [
  'lang',
  limited('res', quality && quality !== 'best' ? Number.parseInt(quality, 10) : undefined),
  limited('fps', maxFps),
  ...(hdr ? [hdr === 'prefer' ? 'hdr' : 'hdr:sdr'] : []),
  ...(videoCodec ? [`vcodec:${videoCodec}`] : []),
  ...(audioCodec ? [`acodec:${audioCodec}`] : []),
  ...(container ? endings[container] : []),
];

/** Which of the formats that a site offers. */
export const formatSelection = (wishes: FetchWishes): string[] => {
  const order = isAudioOnly(wishes) ? audioOrder(wishes) : pictureOrder(wishes);
  const usual = isAudioOnly(wishes) ? 'ba/b' : wishes.container ? pictures[wishes.container] : anyPicture;
  return [`--format=${wishes.format ?? usual}`, ...(order.length > 0 ? [`--format-sort=${order.join(',')}`] : [])];
};
