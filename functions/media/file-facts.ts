import type { Artifact } from '#shared/artifact.ts';
import type { SourceFacts } from './facts.ts';
import { perSecond } from './probe-fields.ts';

const round = (value: number): number => Math.round(value * 1000) / 1000;

/** What a person wants to know of a finished file. */
export const factsOfFile = ({ video, audio, seconds, bytes }: SourceFacts): NonNullable<Artifact['facts']> => ({
  ...(seconds !== null && { seconds: round(seconds) }),
  ...(video && { width: video.width, height: video.height, videoCodec: video.codec }),
  ...(video?.fps && { fps: round(perSecond(video.fps)) }),
  ...(audio[0] && { audioCodec: audio[0].codec }),
  ...(seconds && { bitrate: Math.round((bytes * 8) / seconds) }),
});
