import * as z from 'zod';

const seconds = z.number().min(0).max(10_000_000);
const views = z.int().min(0);

export const entryOrders = ['newest', 'oldest', 'longest', 'shortest', 'most-viewed', 'least-viewed', 'title'] as const;

/** Which items of a list are meant. One whose site does not say what is asked for is not among them. */
export const entryFilterFields = {
  after: z.iso.date().optional().meta({ description: 'Published on this day or later.', example: '2026-01-01' }),
  before: z.iso.date().optional().meta({ description: 'Published on this day or earlier.', example: '2026-06-30' }),
  minSeconds: seconds.optional().meta({ description: 'At least so long.', example: 60 }),
  maxSeconds: seconds.optional().meta({ description: 'At most so long.', example: 3600 }),
  minViews: views.optional().meta({ description: 'Seen at least so often.', example: 1000 }),
  maxViews: views.optional().meta({ description: 'Seen at most so often.' }),
  title: z.string().min(1).max(200).optional().meta({
    description: 'Has this in its title, whatever the case.',
    example: 'rome',
  }),
  sort: z.enum(entryOrders).optional().meta({
    description: 'In place of the order of the list.',
    example: 'most-viewed',
  }),
};

export const entryFilter = z.strictObject(entryFilterFields);
export type EntryFilter = z.infer<typeof entryFilter>;
export type EntryOrder = NonNullable<EntryFilter['sort']>;
