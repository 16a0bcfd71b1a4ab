import { type Container, containerRules, soundOnly } from './containers.ts';
import type { SourceFacts } from './facts.ts';
import type { Plan } from './plan.ts';
import { needsSomething } from './plan-common.ts';
import { planFilm } from './plan-film.ts';
import { planGif } from './plan-gif.ts';
import { planLadder } from './plan-ladder.ts';
import { planPreview } from './plan-preview.ts';
import type { Target } from './target.ts';

const soundContainer = ({ container, audioCodec }: Target): Container => {
  const other = soundOnly[container];
  return other && audioCodec && containerRules[other].audio.includes(audioCodec) ? other : container;
};

/** A film preset on a source without picture makes the sound alone. */
const withoutPicture = (facts: SourceFacts, target: Target): { target: Target; notes: string[] } => {
  if (facts.video || !target.videoCodec) return { target, notes: [] };
  const sound = { ...target, container: soundContainer(target), videoCodec: null, targetBytes: undefined };
  return { target: sound, notes: ['the source has no picture: made the sound alone'] };
};

/** "Any Matroska" or "any webm" is best met by the codec that is there. */
const withOwnCodec = ({ video }: SourceFacts, target: Target): Target => {
  const { anyCodec, video: allowed } = containerRules[target.container];
  const own = target.isContainerOnly && anyCodec ? allowed.find((codec) => codec === video?.codec) : undefined;
  return own ? { ...target, videoCodec: own } : target;
};

/** From what the source is and what is asked for to what to do: the heart of transcoding, without a side effect. */
export const planTranscode = (facts: SourceFacts, asked: Target, name?: string): Plan => {
  if (asked.container === 'gif') return planGif({ facts, target: asked, name });
  if (asked.moments) return planPreview({ facts, target: asked, name });
  needsSomething(facts, asked);
  const { target, notes } = withoutPicture(facts, withOwnCodec(facts, asked));
  const plan = asked.rungs ? planLadder({ facts, target, name }) : planFilm({ facts, target, name });
  return { ...plan, notes: [...notes, ...plan.notes] };
};
