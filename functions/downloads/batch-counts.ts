import type { Job, JobError, JobState } from '#shared/job.ts';
import { jobState } from '#shared/job.ts';
import type { BatchCounts } from './batch-schema.ts';

type States = Partial<Record<JobState, number>>;

/** How the items of a batch stand; those that are neither refused nor begun wait for their turn. */
export const countItems = ({ items, refused }: NonNullable<Job['batch']>, states: States): BatchCounts => {
  const begun = Object.fromEntries(jobState.options.map((state) => [state, states[state] ?? 0])) as Required<States>;
  const sum = Object.values(begun).reduce((all, each) => all + each, 0);
  return { items, refused, notBegun: Math.max(0, items - refused - sum), ...begun };
};

/** Of a batch whose list is not read yet. */
export const noItems: BatchCounts = countItems({ items: 0, refused: 0 }, {});

/** Items that are over, of a hundred; rounded down, so that 100 means all. */
export const percentOver = ({ items, refused, succeeded, failed, canceled, expired }: BatchCounts): number =>
  items === 0 ? 0 : Math.floor(((refused + succeeded + failed + canceled + expired) / items) * 1000) / 10;

const said = (count: number, words: string): string[] => (count > 0 ? [`${count} ${words}`] : []);

export type BatchEnd = { readonly notes: string[] } | { readonly error: Pick<JobError, 'message'> };

/** How a batch ends once all its items have: well, if any of them did. Files may have gone again by then. */
export const endOf = ({ items, refused, failed, canceled, notBegun, succeeded, expired }: BatchCounts): BatchEnd => {
  const others = [
    ...said(failed, 'failed'),
    ...said(canceled, 'canceled'),
    ...said(refused, 'refused'),
    ...said(notBegun, 'could not be begun'),
  ];
  const came = succeeded + expired;
  if (came === 0) return { error: { message: `of ${items} items none came through: ${others.join(', ')}` } };
  return { notes: [`${came} of ${items} items came through`, ...others] };
};
