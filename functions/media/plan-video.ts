import { EngineError } from '#shared/errors.ts';
import { ceilingBitrate, shortSideFor, videoBitrateFor } from './bitrate.ts';
import type { VideoCodec } from './containers.ts';
import type { SourceFacts, VideoFacts } from './facts.ts';
import type { AudioPlan, PicturePlan, RateRule, VideoEncode, VideoPlan } from './plan.ts';
import { type PictureWish, pictureNotes, planPicture } from './plan-picture.ts';
import { perSecond } from './probe-fields.ts';
import type { Target } from './target.ts';

const defaultCrf: Readonly<Record<VideoCodec, number>> = { h264: 21, hevc: 24, av1: 32, vp9: 33 };

/** Containers with an index, whose packets carry true times. */
const copyableFormats = ['mov', 'matroska'];

/** Profiles that every decoder in hardware has. */
const plainProfiles: Readonly<Record<VideoCodec, readonly string[]>> = {
  h264: ['Constrained Baseline', 'Baseline', 'Main', 'High'],
  hevc: ['Main', 'Main 10'],
  av1: ['Main'],
  vp9: ['Profile 0'],
};

/** Why a stream cannot go as it is; the first reason found, or null when it fits. */
const whyNotCopied = (facts: SourceFacts, video: VideoFacts, target: Target, picture: PicturePlan): string | null => {
  const codec = picture && target.videoCodec;
  const asksRate =
    target.videoBitrate ?? target.targetBytes ?? (target.name === target.container ? target.crf : undefined);
  const bitrate = video.bitrate ?? 0;
  const limit = 2 * ceilingBitrate(video, perSecond(video.fps));
  const reasons: readonly (readonly [boolean, string])[] = [
    [!codec || video.codec !== codec, `${video.codec} is not ${codec}`],
    [asksRate !== undefined, 'a rate was asked for'],
    [!copyableFormats.includes(facts.format), `${facts.format} is copied at a risk`],
    [!plainProfiles[codec ?? 'h264'].includes(video.profile ?? ''), `profile ${video.profile} is not for every player`],
    [picture.fit !== 'none' || !video.squarePixels, 'the size changes'],
    [video.rotation !== 0 || video.isMirrored, 'it must be turned upright'],
    [picture.fps !== null, 'the frame rate changes'],
    [picture.deinterlace, 'it is interlaced'],
    [picture.toneMap !== null || video.pixelFormat !== picture.pixelFormat, `its pixels are ${video.pixelFormat}`],
    [video.fps === null, 'its frame rate is not known'],
    [video.bitrate === null, 'its bitrate is not known'],
    [bitrate > limit, `its ${Math.round(bitrate / 1000)} kb/s are more than such a picture needs`],
  ];
  return reasons.find(([holds]) => holds)?.[1] ?? null;
};

/** SVT-AV1 has no second pass through ffmpeg; the others hit a mean far better with one. */
const bitrateRule = (codec: VideoCodec, bitrate: number): RateRule => ({ bitrate, passes: codec === 'av1' ? 1 : 2 });

const rateRule = (codec: VideoCodec, target: Target, facts: SourceFacts, audio: readonly AudioPlan[]): RateRule => {
  if (target.videoBitrate) return bitrateRule(codec, target.videoBitrate);
  if (!target.targetBytes) return { crf: target.crf ?? defaultCrf[codec], maxBitrate: null };
  const audioBitrate = audio.reduce(
    (sum, { bitrate, channels, sampleRate }) => sum + (bitrate ?? channels * sampleRate * 16),
    0,
  );
  return bitrateRule(codec, videoBitrateFor(target.targetBytes, facts.seconds, audioBitrate));
};

/** A key frame every five seconds: quick to seek in, and hardly larger. */
const keyInterval = (fps: string | null): number => Math.max(1, Math.round((perSecond(fps) || 30) * 5));

/** Profile 5 has no base picture that others can show: its colours are Dolby's own (IPT-PQ-c2). */
const refuseStrangeColours = ({ dolbyVision }: VideoFacts): void => {
  if (dolbyVision !== 5) return;
  throw new EngineError('source.broken', 'Dolby Vision profile 5 cannot be decoded faithfully; profiles 7 and 8 can');
};

export const encodeVideo = (
  video: VideoFacts,
  wish: PictureWish,
  rest: Pick<VideoEncode, 'rate' | 'speed'>,
): VideoEncode => {
  refuseStrangeColours(video);
  const picture = planPicture(video, wish);
  const keepsHdr = video.hdr !== null && picture.toneMap === null;
  return {
    mode: 'encode',
    codec: wish.codec,
    picture,
    ...rest,
    keyInterval: keyInterval(picture.fps ?? video.fps),
    keepsHdr,
  };
};

export type Planned<T> = { readonly made: T; readonly notes: readonly string[] };

const copied = ({ stream, width, height, hdr }: VideoFacts, codec: VideoCodec): Planned<VideoPlan> => ({
  made: { mode: 'copy', stream, codec, width, height },
  notes: [`picture copied: it fits as it is${hdr ? ', HDR kept' : ''}`],
});

/** Too few bits for the picture as it is: a smaller one looks better than a ruined one. */
const sizedByRate = (video: VideoFacts, wish: PictureWish, rate: RateRule): PictureWish => {
  const isSized = wish.shortSide ?? wish.width ?? wish.height;
  if (isSized || !('bitrate' in rate)) return wish;
  return { ...wish, shortSide: shortSideFor(rate.bitrate, video, perSecond(video.fps)) };
};

/** Copies the picture where it fits as it is, else says how to encode it. */
export const planVideo = (
  facts: SourceFacts,
  target: Target,
  audio: readonly AudioPlan[],
): Planned<VideoPlan> | null => {
  const { video } = facts;
  const codec = target.videoCodec;
  if (!video || !codec) return null;
  const rate = rateRule(codec, target, facts, audio);
  const asked = { ...target, codec };
  const wish = target.targetBytes ? sizedByRate(video, asked, rate) : asked;
  const picture = planPicture(video, wish);
  const reason = whyNotCopied(facts, video, target, picture);
  if (reason === null) return copied(video, codec);
  const made = encodeVideo(video, wish, { rate, speed: target.speed });
  return { made, notes: [`picture encoded: ${reason}`, ...pictureNotes(video, picture, wish)] };
};
