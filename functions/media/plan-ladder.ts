import type { VideoFacts } from './facts.ts';
import { planRungs } from './ladder-rungs.ts';
import type { LadderPlan, PicturePlan } from './plan.ts';
import { planAudio } from './plan-audio.ts';
import { commonOf, lengthOf, type Order } from './plan-common.ts';
import { type PictureWish, pictureNotes, planPicture } from './plan-picture.ts';
import { planSubtitles } from './plan-subtitles.ts';
import { perSecond } from './probe-fields.ts';
import type { Target } from './target.ts';

/** Apple's HLS authoring specification, 7.5: target durations should be six seconds. */
const segmentSeconds = 6;
const defaultCrf = 22;

const sidesAsked = ({ rungs = [], shortSide = Infinity }: Target): readonly number[] => {
  const within = rungs.filter((side) => side <= shortSide);
  return within.length > 0 ? within : [shortSide];
};

const tellableFps = (video: VideoFacts, picture: PicturePlan): number | null =>
  perSecond(picture.fps ?? (video.isVariable ? null : video.fps)) || null;

type Pictures = Pick<LadderPlan, 'picture' | 'rungs' | 'fps'> & { readonly notes: readonly string[] };

const planPictures = (video: VideoFacts | null, target: Target): Pictures => {
  if (!video) return { picture: null, rungs: [], fps: null, notes: [] };
  const asked = sidesAsked(target);
  const { fps: most, frameRate } = target;
  const wish: PictureWish = { codec: 'h264', shortSide: asked[0], fps: most, frameRate, upscale: false };
  const picture = planPicture(video, wish);
  const rungs = planRungs(video, { asked, crf: target.crf ?? defaultCrf, fps: picture.fps });
  const names = rungs.map(({ name }) => name).join(', ');
  const notes = [`rungs: ${names}`, ...pictureNotes(video, picture, wish)];
  return { picture, rungs, fps: tellableFps(video, picture), notes };
};

/** Segments in several sizes behind one playlist. */
export const planLadder = (order: Order): LadderPlan => {
  const { facts, target } = order;
  const audio = planAudio(facts, target);
  const subtitles = planSubtitles(facts, target);
  const { notes, ...pictures } = planPictures(facts.video, target);
  return {
    ...commonOf(order),
    kind: 'ladder',
    ...pictures,
    seconds: lengthOf(facts, audio.made, facts.video !== null),
    speed: target.speed,
    segmentSeconds,
    audio: audio.made,
    subtitles: facts.video ? subtitles.made : [],
    notes: [...notes, ...audio.notes, ...subtitles.notes],
  };
};
