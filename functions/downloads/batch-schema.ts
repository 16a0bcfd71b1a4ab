import * as z from 'zod';
import { jobState, jobView } from '#shared/job.ts';
import { cursor, pageSize } from '#shared/job-queries.ts';
import { httpUrl } from '#shared/webhook-field.ts';
import { entryFilter } from './entry-filter.ts';
import { faultOfPicks } from './pick-items.ts';
import { downloadWishes } from './schema.ts';

export const mostAddresses = 1000;
/** Of a playlist or a channel. */
export const mostItems = 5000;

const usualAtOnce = 5;

const concurrency = z.int().min(1).max(50).default(usualAtOnce).meta({
  description:
    'How many are fetched at once. All batches of one owner share what the installation allows, and a site its pace.',
});

export const batchRequest = downloadWishes.safeExtend({
  urls: z
    .array(z.string().max(4096))
    .min(1)
    .max(mostAddresses)
    .meta({
      description: 'Addresses of videos or sounds. One that cannot be fetched is reported, and the others go on.',
      example: ['https://example.com/watch/one', 'https://example.com/watch/two'],
    }),
  concurrency,
});

const picks = z
  .string()
  .max(4000)
  .superRefine((text, { addIssue }) => {
    const fault = faultOfPicks(text);
    if (fault) addIssue({ code: 'custom', message: fault });
  })
  .optional()
  .meta({
    description: 'Which of them, by where they stand in the list: numbers and ranges, from the end by negative ones.',
    example: '1-5,8,-3:',
  });

const chosen = {
  url: httpUrl,
  items: picks,
  filter: entryFilter.optional().meta({ description: 'Which of those that are picked.' }),
  limit: z.int().min(1).max(mostItems).default(mostItems).meta({ description: 'How many at most.', example: 100 }),
};

export const playlistRequest = downloadWishes.safeExtend({
  ...chosen,
  url: httpUrl.meta({ description: 'A playlist, an album or a feed.', example: 'https://example.com/list/rome' }),
  concurrency,
});
export const channelRequest = downloadWishes.safeExtend({
  ...chosen,
  url: httpUrl.meta({
    description: 'A channel, or one of its tabs; of a channel that has tabs, all of them.',
    example: 'https://example.com/channel/ann',
  }),
  concurrency,
});

/** A list, and which of its items are meant. */
export const chosenOfList = z.strictObject(chosen);
export type ChosenOfList = z.infer<typeof chosenOfList>;

/** What the record of a batch keeps, and its workflow reads. The addresses lie beside it. */
export const batchJob = z.strictObject({
  /** Absent for a list of addresses. */
  from: chosenOfList.optional(),
  /** What a person called it; else its list does. */
  name: z.string().optional(),
  /** Of every item alike. */
  wishes: downloadWishes,
  concurrency: z.int(),
});
export type BatchJob = z.infer<typeof batchJob>;

const count = z.int().nonnegative();

const batchCounts = z
  .strictObject({
    items: count.meta({ description: 'In all; 0 until the list is read', example: 12 }),
    refused: count.meta({ description: 'Addresses that are not fetched', example: 1 }),
    notBegun: count,
    ...(Object.fromEntries(jobState.options.map((state) => [state, count])) as Record<
      z.infer<typeof jobState>,
      typeof count
    >),
  })
  .meta({ id: 'BatchCounts', description: 'How many items are in each state, as of a moment ago' });
export type BatchCounts = z.infer<typeof batchCounts>;

const refusal = z.strictObject({
  code: z.string().meta({ example: 'source.forbidden' }),
  message: z.string(),
});

const itemView = z
  .strictObject({
    index: z.int().positive().meta({ description: 'Its place in the batch, from 1', example: 3 }),
    url: z.string(),
    title: z.string().nullable().meta({ description: 'What its list calls it' }),
    refused: refusal.nullable().meta({ description: 'Why nothing is begun for it' }),
    job: jobView.nullable().meta({ description: 'The job that fetches it; null before it begins' }),
  })
  .meta({ id: 'BatchItem' });
export type ItemView = z.infer<typeof itemView>;

export const batchView = z
  .strictObject({
    job: jobView,
    counts: batchCounts,
    percent: z.number().min(0).max(100).meta({ description: 'Of the items, how many are over', example: 58.3 }),
    items: z.array(itemView),
    cursor: z.string().nullable(),
  })
  .meta({ id: 'Batch', description: 'Several downloads that were asked for together, and how each is getting on' });

const refusedItem = z.strictObject({
  index: z.int().positive().meta({ description: 'Its place in `urls`, from 1' }),
  ...refusal.shape,
});

export const batchAccepted = z
  .strictObject({
    job: jobView,
    refused: z.array(refusedItem).meta({ description: 'Addresses that are not fetched; the others are' }),
  })
  .meta({ id: 'BatchAccepted' });

export const itemState = z.enum([...jobState.options, 'refused', 'not-begun']);
export type ItemState = z.infer<typeof itemState>;

export const batchQuery = z.strictObject({
  state: z
    .string()
    .transform((text) => text.split(',').filter(Boolean))
    .pipe(z.array(itemState).min(1))
    .optional()
    .meta({
      description: 'Only items in one of these states: that of their job, `refused` or `not-begun`',
      example: 'failed',
    }),
  cursor,
  limit: pageSize(100, 25),
});
