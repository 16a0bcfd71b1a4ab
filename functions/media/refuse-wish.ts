import { heldCodecs } from './codecs.ts';
import type { AudioCodec, VideoCodec } from './containers.ts';
import type { Rendition } from './rendition.ts';

type Codecs = { readonly videoCodec: VideoCodec | null; readonly audioCodec: AudioCodec | null };
type Refused = { readonly field: keyof Rendition; readonly message: string };
type Rule = Refused & { readonly refuses: (wish: Rendition, codecs: Codecs) => unknown };

const isLadder = ({ container }: Rendition): boolean => container === 'hls' || container === 'dash';

const ownRates = 'a ladder has a rate of its own for each rung; give crf to make all better or smaller';
const ownSizes = 'a ladder is sized by shortSide, the one of its largest rung';

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
    message: 'only films take targetBytes; give audioBitrate for sound',
  },
  { field: 'targetBytes', refuses: (wish) => isLadder(wish) && wish.targetBytes, message: ownRates },
  { field: 'videoBitrate', refuses: (wish) => isLadder(wish) && wish.videoBitrate, message: ownRates },
  { field: 'width', refuses: (wish) => isLadder(wish) && wish.width, message: ownSizes },
  { field: 'height', refuses: (wish) => isLadder(wish) && wish.height, message: ownSizes },
  {
    field: 'crf',
    refuses: ({ crf = 0 }, { videoCodec }) => crf > 51 && (videoCodec === 'h264' || videoCodec === 'hevc'),
    message: 'for h264 and hevc, crf goes from 0 to 51',
  },
];

const chosen = <C extends string>(wish: C | 'none' | undefined, allowed: readonly C[]): C | null =>
  wish === 'none' ? null : (wish ?? allowed[0] ?? null);

/** What a rendition is encoded with: as it says, else as its container usually has it. */
export const codecsOf = ({ container, videoCodec, audioCodec }: Rendition): Codecs => {
  const { video, audio } = heldCodecs[container];
  return { videoCodec: chosen(videoCodec, video), audioCodec: chosen(audioCodec, audio) };
};

const whyNotHeld = (field: 'videoCodec' | 'audioCodec', wish: Rendition): Refused | null => {
  const codec = wish[field];
  const allowed: readonly string[] = heldCodecs[wish.container][field === 'videoCodec' ? 'video' : 'audio'];
  if (codec === undefined || codec === 'none' || allowed.includes(codec)) return null;
  const would = allowed.length > 0 ? `it takes ${allowed.join(', ')}` : 'it takes none';
  return { field, message: `there is no ${codec} in ${wish.container}: ${would}` };
};

/** The first wish that no source could grant, and what would work; null when there is none. */
export const refuseWish = (wish: Rendition): Refused | null => {
  const codecs = codecsOf(wish);
  return (
    whyNotHeld('videoCodec', wish) ??
    whyNotHeld('audioCodec', wish) ??
    rules.find(({ refuses }) => refuses(wish, codecs)) ??
    null
  );
};
