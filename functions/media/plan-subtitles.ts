import { type ContainerRule, containerRules } from './containers.ts';
import type { SourceFacts, SubtitleFacts } from './facts.ts';
import type { SubtitlePlan } from './plan.ts';
import type { Planned } from './plan-video.ts';
import type { Target } from './target.ts';

/** Matroska takes nearly all as they are; the mp4 kind of text is the exception. */
const codecFor = (rule: ContainerRule['subtitles'], { kind, codec }: SubtitleFacts): SubtitlePlan['codec'] | null => {
  if (rule === 'none' || kind === 'other') return null;
  if (rule === 'any') return codec === 'mov_text' ? 'srt' : 'copy';
  return kind === 'text' ? rule : null;
};

/** Text goes along in the container's own format; pictures of text only where the container takes them. */
export const planSubtitles = (facts: SourceFacts, target: Target): Planned<SubtitlePlan[]> => {
  const rule = containerRules[target.container].subtitles;
  const planned = facts.subtitles.map((subtitle) => ({ subtitle, codec: codecFor(rule, subtitle) }));
  const made = planned.flatMap(({ subtitle: { stream, language, title }, codec }) =>
    codec ? [{ stream, codec, language, title }] : [],
  );
  const dropped = planned
    .filter(({ codec }) => !codec)
    .map(({ subtitle }) => `${subtitle.language ?? subtitle.stream} (${subtitle.codec})`);
  const notes =
    dropped.length > 0 ? [`subtitles left out, ${target.container} cannot hold them: ${dropped.join(', ')}`] : [];
  return { made, notes };
};
