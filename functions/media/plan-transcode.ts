import { EngineError } from '#shared/errors.ts';
import { containerRules, soundOnly } from './containers.ts';
import type { SourceFacts, VideoFacts } from './facts.ts';
import { fileNameOf } from './file-name.ts';
import type { AudioPlan, FilmPlan, GifPlan, LadderPlan, PicturePlan, Plan, PreviewPlan } from './plan.ts';
import { planAudio } from './plan-audio.ts';
import { planLadder } from './plan-ladder.ts';
import { planMoments } from './plan-moments.ts';
import { pictureNotes, planPicture } from './plan-picture.ts';
import { planSubtitles } from './plan-subtitles.ts';
import { encodeVideo, planVideo } from './plan-video.ts';
import { perSecond } from './probe-fields.ts';
import type { Target } from './target.ts';

type Common = Omit<FilmPlan, 'kind' | 'video' | 'audio' | 'subtitles' | 'cover' | 'targetBytes'>;

const posterSide = 480;

/** A tenth in, where titles and fades are past, but no further than half a minute, for long seeks cost. */
const posterOf = (video: VideoFacts | null, seconds: number | null): Common['poster'] => {
  if (!video) return null;
  const wish = { codec: 'h264', shortSide: posterSide, upscale: false, frameRate: 'keep' } as const;
  return { atSeconds: Math.min(30, (seconds ?? 0) / 10), picture: planPicture(video, wish) };
};

const commonOf = (facts: SourceFacts, target: Target, name: string | undefined): Common => ({
  target: target.name,
  fileName: fileNameOf(name, containerRules[target.container].extension),
  container: target.container,
  seconds: facts.seconds,
  provesLength: !facts.secondsAreGuessed && facts.seconds !== null,
  poster: target.videoCodec ? posterOf(facts.video, facts.seconds) : null,
  notes: [],
});

const needsPicture = ({ video }: SourceFacts, { name }: Target): VideoFacts => {
  if (video) return video;
  throw new EngineError('source.no-stream', `${name} needs a picture; the source has sound only`);
};

const needsSound = ({ audio }: SourceFacts, { name, videoCodec }: Target): void => {
  if (videoCodec || audio.length > 0) return;
  throw new EngineError('source.no-stream', `${name} needs sound; the source has none`);
};

/** The longest of what is used: a subtitle or a data stream may outlast the film. */
const lengthOf = (facts: SourceFacts, audio: readonly AudioPlan[], hasVideo: boolean): number | null => {
  const tracks = facts.audio.filter(({ stream }) => audio.some((plan) => plan.stream === stream));
  const lengths = [
    hasVideo ? facts.video?.seconds : 0,
    ...tracks.map(({ seconds, delay }) => seconds && seconds + delay),
  ];
  return lengths.some((seconds) => seconds == null) ? facts.seconds : Math.max(...lengths.map(Number));
};

const coverOf = ({ cover }: SourceFacts, target: Target): FilmPlan['cover'] => {
  if (!cover || !containerRules[target.container].cover) return null;
  return { stream: cover.stream, mode: ['mjpeg', 'png'].includes(cover.codec) ? 'copy' : 'jpeg' };
};

const filmPlan = (facts: SourceFacts, target: Target, common: Common): FilmPlan => {
  const audio = planAudio(facts, target);
  const video = planVideo(facts, target, audio.made);
  const subtitles = planSubtitles(facts, target);
  const cover = coverOf(facts, target);
  const coverNote = facts.cover && !cover ? ['cover picture left out: it is no film'] : [];
  return {
    ...common,
    kind: 'film',
    seconds: lengthOf(facts, audio.made, video !== null),
    video: video?.made ?? null,
    audio: audio.made,
    subtitles: video ? subtitles.made : [],
    cover,
    targetBytes: target.targetBytes ?? null,
    notes: [...common.notes, ...(video?.notes ?? []), ...audio.notes, ...subtitles.notes, ...coverNote],
  };
};

const ladderFps = (video: VideoFacts | null, picture: PicturePlan | null): number | null =>
  perSecond(picture?.fps ?? (video?.isVariable ? null : (video?.fps ?? null))) || null;

const ladderPlan = (facts: SourceFacts, target: Target, common: Common): LadderPlan => {
  const { video } = facts;
  const audio = planAudio(facts, target);
  const subtitles = planSubtitles(facts, target);
  const wish = { ...target, codec: 'h264', shortSide: target.rungs?.[0] } as const;
  const picture = video && planPicture(video, wish);
  const crf = target.crf ?? 22;
  return {
    ...common,
    kind: 'ladder',
    seconds: lengthOf(facts, audio.made, video !== null),
    picture,
    rungs: video ? planLadder(video, { asked: target.rungs ?? [], crf, fps: picture?.fps ?? null }) : [],
    fps: ladderFps(video, picture),
    speed: target.speed,
    segmentSeconds: 6,
    audio: audio.made.map((track) => ({ ...track, mode: 'encode' })),
    subtitles: video ? subtitles.made : [],
    notes: [...common.notes, ...(video && picture ? pictureNotes(video, picture, wish) : []), ...subtitles.notes],
  };
};

const gifPlan = (facts: SourceFacts, target: Target, common: Common): GifPlan => {
  const video = needsPicture(facts, target);
  const wish = { ...target, codec: 'h264' } as const;
  const most = target.maxSeconds ?? Infinity;
  const cutNote = (facts.seconds ?? 0) > most ? [`only the first ${most} seconds: longer ones grow past all use`] : [];
  const picture = planPicture(video, wish);
  const seconds = facts.seconds === null ? null : Math.min(facts.seconds, most);
  return { ...common, kind: 'gif', picture, seconds, notes: [...cutNote, ...pictureNotes(video, picture, wish)] };
};

const previewPlan = (facts: SourceFacts, target: Target, common: Common): PreviewPlan => {
  const source = needsPicture(facts, target);
  const rate = { crf: target.crf ?? 28, maxBitrate: null };
  const video = encodeVideo(source, { ...target, codec: 'h264' }, { rate, speed: target.speed });
  const cuts = planMoments(source.seconds ?? facts.seconds, target.moments ?? { count: 1, seconds: 6 });
  const seconds = cuts.reduce((sum, cut) => sum + cut.seconds, 0);
  const notes = [`${cuts.length} ${cuts.length === 1 ? 'cut' : 'cuts'}, ${seconds} seconds in all`];
  return { ...common, kind: 'preview', video, cuts, seconds, notes };
};

/** A film preset on a source without picture makes the sound alone. */
const soundOnlyTarget = (facts: SourceFacts, target: Target): { target: Target; notes: string[] } => {
  if (facts.video || !target.videoCodec || target.moments) return { target, notes: [] };
  const container = soundOnly[target.container] ?? target.container;
  const wish = { ...target, container, videoCodec: null, targetBytes: undefined };
  return { target: wish, notes: ['the source has no picture: made the sound alone'] };
};

/** From what the source is and what is asked for to what to do: the heart of transcoding, with no side effect. */
export const planTranscode = (facts: SourceFacts, asked: Target, name?: string): Plan => {
  if (asked.container === 'gif') return gifPlan(facts, asked, commonOf(facts, { ...asked, videoCodec: 'h264' }, name));
  if (asked.moments) return previewPlan(facts, asked, commonOf(facts, asked, name));
  const { target, notes } = soundOnlyTarget(facts, asked);
  needsSound(facts, target);
  const common = { ...commonOf(facts, target, name), notes };
  return asked.rungs ? ladderPlan(facts, target, common) : filmPlan(facts, target, common);
};
