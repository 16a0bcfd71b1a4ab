import { EngineError } from '#shared/errors.ts';
import type { AudioCodec, VideoCodec } from './containers.ts';
import type { Rendition } from './rendition.ts';

type Codecs = { readonly videoCodec: VideoCodec | null; readonly audioCodec: AudioCodec | null };
type Rule = {
  readonly field: keyof Rendition;
  readonly refuses: (wish: Rendition, codecs: Codecs) => unknown;
  readonly message: string;
};

const isLadder = ({ container }: Rendition): boolean => container === 'hls' || container === 'dash';

/** Wishes that are each fine alone and senseless together. */
const rules: readonly Rule[] = [
  {
    field: 'videoCodec',
    refuses: ({ container }, { videoCodec, audioCodec }) => container !== 'gif' && !videoCodec && !audioCodec,
    message: 'neither picture nor sound is left',
  },
  {
    field: 'targetBytes',
    refuses: ({ targetBytes }, { videoCodec }) => targetBytes && !videoCodec,
    message: 'targetBytes is for films; give audioBitrate for sound',
  },
  {
    field: 'targetBytes',
    refuses: (wish) => isLadder(wish) && (wish.targetBytes ?? wish.videoBitrate),
    message: 'a ladder has a rate of its own for each rung; give crf to make all better or smaller',
  },
  {
    field: 'width',
    refuses: (wish) => isLadder(wish) && (wish.width ?? wish.height),
    message: 'a ladder is sized by shortSide, the one of its largest rung',
  },
  {
    field: 'crf',
    refuses: ({ crf = 0 }, { videoCodec }) => crf > 51 && (videoCodec === 'h264' || videoCodec === 'hevc'),
    message: 'crf goes from 0 to 51 for h264 and hevc',
  },
];

/** Throws `request.invalid` with the field of the first wish that cannot be granted. */
export const refuseWish = (wish: Rendition, codecs: Codecs): void => {
  const broken = rules.find(({ refuses }) => refuses(wish, codecs));
  if (broken) throw new EngineError('request.invalid', broken.message, { field: `rendition.${broken.field}` });
};
