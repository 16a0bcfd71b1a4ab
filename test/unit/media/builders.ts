import type { AudioFacts, SourceFacts, SubtitleFacts, VideoFacts } from '#media/facts.ts';
import { planTranscode } from '#media/plan-transcode.ts';
import type { WhatToMake } from '#media/schema.ts';
import { targetOf } from '#media/target.ts';

export const aVideo = (facts: Partial<VideoFacts> = {}): VideoFacts => ({
  ...{ stream: 0, codec: 'mpeg4', profile: 'Simple Profile', pixelFormat: 'yuv420p', bitDepth: 8 },
  ...{ width: 1920, height: 1080, rotation: 0, isMirrored: false, squarePixels: true, fps: '30/1', isVariable: false },
  ...{
    seconds: 60,
    bitrate: 5_000_000,
    isInterlaced: false,
    hdr: null,
    dolbyVision: null,
    matrix: null,
    primaries: null,
  },
  ...facts,
});

/** A picture that goes as it is into an mp4. */
export const aFittingVideo = (facts: Partial<VideoFacts> = {}): VideoFacts =>
  aVideo({ codec: 'h264', profile: 'High', ...facts });

export const anAudio = (facts: Partial<AudioFacts> = {}): AudioFacts => ({
  ...{ stream: 1, codec: 'ac3', profile: null, channels: 2, sampleRate: 48_000, bitDepth: null, bitrate: 192_000 },
  ...{ seconds: 60, delay: 0, language: null, title: null, isDefault: true },
  ...facts,
});

export const aSubtitle = (facts: Partial<SubtitleFacts> = {}): SubtitleFacts => ({
  ...{ stream: 2, codec: 'subrip', kind: 'text', language: 'eng', title: null },
  ...facts,
});

export const aSource = (facts: Partial<SourceFacts> = {}): SourceFacts => ({
  ...{ format: 'mov', bytes: 40_000_000, seconds: 60, secondsAreGuessed: false, video: aVideo(), audio: [anAudio()] },
  ...{ subtitles: [], cover: null, chapters: 0, leftOut: 0 },
  ...facts,
});

export const planFor = (facts: SourceFacts, request: WhatToMake = {}, name = 'holiday.mov') =>
  planTranscode(facts, targetOf(request), name);

export const filmFor = (facts: SourceFacts, request: WhatToMake = {}) => {
  const plan = planFor(facts, request);
  if (plan.kind !== 'film') throw new Error(`expected a film, got a ${plan.kind}`);
  return plan;
};

export const ladderFor = (facts: SourceFacts, request: WhatToMake = { preset: 'hls-ladder' }) => {
  const plan = planFor(facts, request);
  if (plan.kind !== 'ladder') throw new Error(`expected a ladder, got a ${plan.kind}`);
  return plan;
};

/** The picture of a film that is encoded. */
export const pictureFor = (facts: SourceFacts, request: WhatToMake = {}) => {
  const { video } = filmFor(facts, request);
  if (video?.mode !== 'encode') throw new Error('expected an encode');
  return video.picture;
};
