import { silenceSeconds, type Transition } from '#shared/life-cycle.ts';
import type { RunPorts } from '../run-ports.ts';

type Apply = RunPorts['jobs']['apply'];

const betweenMarksMilliseconds = 3000;

const isMark = ({ set: { progress, dueAt = '' } }: Transition): boolean =>
  Date.parse(dueAt) - Date.parse(progress?.at ?? '') <= silenceSeconds * 1000;

/**
 * From outside each mark is a call to the API, and one a second for every operation would use up what a key may ask:
 * marks of a job that follow too soon are left out, for the next one says more. A hand-over never is.
 */
export const sparing = (apply: Apply): Apply => {
  const marked = new Map<string, number>();
  return async (job, transition) => {
    const now = Date.now();
    if (!isMark(transition)) marked.delete(job);
    else if (now - (marked.get(job) ?? 0) < betweenMarksMilliseconds) return transition.set;
    const taken = await apply(job, transition);
    if (isMark(transition)) marked.set(job, now);
    return taken;
  };
};
