import type { Facts, LinkedArtifact, LinkedSource } from '../api/types.ts';

/** Something to be played, wherever it came from. */
export type Media = {
  readonly title: string;
  readonly url: string;
  readonly mediaType: string;
  readonly sound: boolean;
  readonly facts: Facts;
};

/** A file that can be shown, with a link to it. */
export type Playable = Pick<LinkedArtifact, 'name' | 'inlineUrl' | 'mediaType' | 'kind' | 'facts'>;

export const mediaOfResult = ({ name, inlineUrl, mediaType, kind, facts = {} }: Playable): Media => ({
  title: name,
  url: inlineUrl,
  mediaType,
  sound: kind === 'audio',
  facts,
});

export const mediaOfSource = ({ inlineUrl, mediaType }: LinkedSource): Media => ({
  title: 'The source',
  url: inlineUrl,
  mediaType,
  sound: mediaType.startsWith('audio/'),
  facts: {},
});

export const isHls = ({ mediaType }: Pick<Media, 'mediaType'>): boolean => /mpegurl/i.test(mediaType);
export const isDash = ({ mediaType }: Pick<Media, 'mediaType'>): boolean => /dash\+xml/i.test(mediaType);

/** One usual profile of each codec stands for it: what is asked is whether there is a decoder at all. */
const codecStrings: Readonly<Record<string, string>> = {
  h264: 'video/mp4; codecs="avc1.640028"',
  hevc: 'video/mp4; codecs="hvc1.1.6.L120.90"',
  av1: 'video/mp4; codecs="av01.0.08M.08"',
  vp9: 'video/webm; codecs="vp09.00.40.08"',
};

export const canDecode = ({ facts: { videoCodec } }: Media): boolean => {
  const asked = videoCodec === undefined ? undefined : codecStrings[videoCodec];
  return asked === undefined || document.createElement('video').canPlayType(asked) !== '';
};
