import * as z from 'zod';
import { entryFilter } from './entry-filter.ts';
import { channelView, listView } from './list-views.ts';
import { downloadJob } from './schema.ts';
import { formatsView, metadataView } from './views.ts';

export const mostOnPage = 100;

const common = {
  url: downloadJob.shape.url,
  wishes: downloadJob.shape.wishes,
  /** How long the site is given to answer, each time that it is asked. */
  tryForSeconds: z.int().positive(),
};

/** What the record of a look keeps, and its workflow reads. */
export const lookJob = z.discriminatedUnion('what', [
  z.strictObject({ what: z.literal('item'), ...common }),
  z.strictObject({
    what: z.literal('list'),
    ...common,
    from: z.int().positive(),
    count: z.int().positive().max(mostOnPage),
    filter: entryFilter,
  }),
]);
export type LookJob = z.infer<typeof lookJob>;

/** What a look at an item leaves for those who asked: one answer serves all questions about it. */
export const seenItem = z.strictObject({ formats: formatsView, metadata: metadataView });
export type SeenItem = z.infer<typeof seenItem>;

/** The same of a list. */
export const seenList = z.strictObject({ ...listView.shape, ...channelView.shape });
export type SeenList = z.infer<typeof seenList>;
