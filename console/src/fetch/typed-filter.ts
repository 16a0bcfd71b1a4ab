import type { EntryFilter, EntryOrder } from '../api/source-types.ts';

/** A filter as it is typed. All pure. */
export type TypedFilter = {
  readonly title: string;
  readonly sort: EntryOrder | '';
  readonly after: string;
  readonly before: string;
  readonly minMinutes: string;
  readonly maxMinutes: string;
  readonly minViews: string;
  readonly maxViews: string;
};

export const noFilter: TypedFilter = {
  ...{ title: '', sort: '', after: '', before: '' },
  ...{ minMinutes: '', maxMinutes: '', minViews: '', maxViews: '' },
};

const secondsOf = (minutes: string): number => Math.round(Number(minutes) * 60);

/** The filter as the API takes it; what is empty filters nothing. */
export const filterOf = (typed: TypedFilter): EntryFilter => {
  const { title, sort, after, before, minMinutes, maxMinutes, minViews, maxViews } = typed;
  return {
    ...(title.trim() && { title: title.trim() }),
    ...(sort && { sort }),
    ...(after && { after }),
    ...(before && { before }),
    ...(minMinutes && { minSeconds: secondsOf(minMinutes) }),
    ...(maxMinutes && { maxSeconds: secondsOf(maxMinutes) }),
    ...(minViews && { minViews: Number(minViews) }),
    ...(maxViews && { maxViews: Number(maxViews) }),
  };
};
