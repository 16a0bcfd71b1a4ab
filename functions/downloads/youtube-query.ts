import * as z from 'zod';
import { EngineError } from '#shared/errors.ts';
import { audioWish, qualities } from './choice-fields.ts';
import { commonFields } from './look-query.ts';
import { readYouTubeAddress, type YouTubeAddress } from './youtube-address.ts';

const { timeout, fresh, ...others } = commonFields;
const example = 'https://youtu.be/dQw4w9WgXcQ';
const fetchFields = {
  ...others,
  url: others.url.meta({ description: 'Of one video of YouTube, in any form.', example }),
};

export const infoQuery = z.strictObject({ ...fetchFields, timeout, fresh });

export const mp3Query = z.strictObject({
  ...fetchFields,
  bitrate: audioWish.shape.bitrate.unwrap().default('192k').meta({ description: 'Of the file.', example: '192k' }),
});

export const mp4Query = z.strictObject({
  ...fetchFields,
  quality: z
    .enum(qualities)
    .exclude(['audio'])
    .default('best')
    .meta({ description: 'Most pixels of the shorter side.', example: '720p' }),
});

const refusals: Readonly<Record<Exclude<YouTubeAddress['kind'], 'video'>, string>> = {
  playlist:
    'this is a playlist: GET /api/v1/playlist/preview shows what is in it, POST /api/v1/playlist/download fetches it',
  channel: 'this is a channel: GET /api/v1/channel/info shows what is in it, POST /api/v1/channel/download fetches it',
};

/** The one way to write the address of a video of YouTube. */
export const videoOf = (url: string): string => {
  const read = readYouTubeAddress(url);
  if (read?.kind === 'video') return read.url;
  const why = read ? refusals[read.kind] : `this names no video of YouTube, as ${example} does`;
  throw new EngineError('request.invalid', `url: ${why}`, { field: 'url' });
};

/** Said of both files. */
export const howItIsFetched =
  'A download with its own job: the answer leads to the file when it is there within 20 seconds, else to the job. Who asks ' +
  'for the same again is led to the same file, for as long as it is kept: an hour.';
