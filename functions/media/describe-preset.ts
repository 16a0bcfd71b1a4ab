import { efforts } from './arguments/video-encoder.ts';
import { containerRules } from './containers.ts';
import { type PresetName, presets } from './presets.ts';
import { type Target, targetOf } from './target.ts';

const tenBit = 'yuv420p, or yuv420p10le for sources of 10 bit and HDR';

const pixels: Readonly<Record<NonNullable<Target['videoCodec']>, string>> = {
  h264: 'profile High, yuv420p',
  hevc: tenBit,
  av1: tenBit,
  vp9: 'yuv420p',
};

const pictureOf = ({ container, videoCodec, crf, speed }: Target): string => {
  if (container === 'gif') return 'GIF, a palette of 256 colours made for the source, Bayer dither';
  if (!videoCodec) return 'none';
  return `${videoCodec}, ${pixels[videoCodec]}, crf ${crf}, effort ${efforts[videoCodec][speed]}`;
};

const sizeOf = ({ rungs, shortSide }: Target): string => {
  if (rungs) return `short sides ${rungs.join(', ')}, those that the source has; its own on top if well above the next`;
  return shortSide ? `short side at most ${shortSide}, never enlarged` : 'none';
};

const motionOf = ({ fps, frameRate, videoCodec, container }: Target): string => {
  if (!videoCodec && container !== 'gif') return 'none';
  return frameRate === 'constant' ? `constant, ${fps} a second` : `as in the source, at most ${fps} a second`;
};

const soundOf = ({ audioCodec, audioBitrate, audioChannels }: Target): string => {
  if (!audioCodec) return 'none';
  const rate = audioBitrate ? `, ${audioBitrate / 1000} kb/s` : ', 16 bit';
  return `${audioCodec}${rate}, at most ${audioChannels} channels`;
};

const lengthOf = ({ moments, maxSeconds }: Target): string => {
  if (moments) return `${moments.count} cuts of ${moments.seconds} s`;
  return maxSeconds ? `the first ${maxSeconds} s` : 'all of it';
};

/** What a preset makes, in rows for its page and for `GET /api/v1/presets`. */
export const presetFacts = (name: PresetName): Readonly<Record<string, string>> => {
  const target = targetOf({ preset: name });
  const { extension, mediaType } = containerRules[target.container];
  return {
    purpose: presets[name].purpose,
    file: `.${extension}, ${mediaType}`,
    picture: target.rungs ? pictureOf(target).replace(', effort', ', capped by size, effort') : pictureOf(target),
    size: sizeOf(target),
    'frame rate': motionOf(target),
    sound: soundOf(target),
    length: lengthOf(target),
  };
};
