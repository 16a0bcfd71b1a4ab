import { containerRules } from './containers.ts';
import type { SourceFacts } from './facts.ts';
import type { FilmPlan } from './plan.ts';
import { planAudio } from './plan-audio.ts';
import { commonOf, lengthOf, type Order } from './plan-common.ts';
import { planSubtitles } from './plan-subtitles.ts';
import { planVideo } from './plan-video.ts';
import type { Target } from './target.ts';

const coverOf = ({ cover }: SourceFacts, target: Target): FilmPlan['cover'] => {
  if (!cover || !containerRules[target.container].cover) return null;
  return { stream: cover.stream, mode: ['mjpeg', 'png'].includes(cover.codec) ? 'copy' : 'jpeg' };
};

const leftOutNotes = ({ cover, leftOut }: SourceFacts, { container }: Target): string[] => [
  ...(cover && !containerRules[container].cover ? [`cover picture left out: ${container} has no place for it`] : []),
  ...(leftOut > 0
    ? [`${leftOut} more ${leftOut === 1 ? 'stream' : 'streams'} left out: data, unknown, or past the limits`]
    : []),
];

/** One file with picture and sound, or with sound alone. */
export const planFilm = (order: Order): FilmPlan => {
  const { facts, target } = order;
  const audio = planAudio(facts, target);
  const video = planVideo(facts, target, audio.made);
  const subtitles = planSubtitles(facts, target);
  return {
    ...commonOf(order),
    kind: 'film',
    seconds: lengthOf(facts, audio.made, video !== null),
    video: video?.made ?? null,
    audio: audio.made,
    subtitles: video ? subtitles.made : [],
    cover: coverOf(facts, target),
    targetBytes: target.targetBytes ?? null,
    notes: [...(video?.notes ?? []), ...audio.notes, ...subtitles.notes, ...leftOutNotes(facts, target)],
  };
};
