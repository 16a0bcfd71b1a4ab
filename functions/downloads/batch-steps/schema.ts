import * as z from 'zod';

const which = { job: z.uuidv7(), attempt: z.int().positive() };

/** What the workflow of a batch asks besides what it asks of any job. */
export const batchStep = z.discriminatedUnion('step', [
  z.strictObject({
    step: z.literal('list'),
    ...which,
    /** What the list was found to hold; of addresses that were given there is nothing. */
    found: z.object({ listing: z.string().optional(), title: z.string().nullish() }),
  }),
  z.strictObject({
    step: z.literal('begin'),
    ...which,
    index: z.int().positive(),
    /** Whoever has it says that the item is over. */
    token: z.string(),
  }),
  z.strictObject({ step: z.literal('count'), ...which }),
]);
export type BatchStep = z.infer<typeof batchStep>;
export type Step<S extends BatchStep['step']> = Extract<BatchStep, { step: S }>;
