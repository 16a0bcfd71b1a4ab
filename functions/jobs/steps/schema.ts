import * as z from 'zod';
import { artifact } from '#shared/artifact.ts';

const which = { job: z.uuidv7(), attempt: z.int().positive() };

const siteItem = z.strictObject({ site: z.string(), item: z.string() });

/** What a workflow tells the record of its job: that it began, how it ended. */
export const jobStep = z.discriminatedUnion('step', [
  z.strictObject({
    step: z.literal('begin'),
    ...which,
    /** Whether an earlier result may stand for the work. */
    reuse: z.literal(true).optional(),
  }),
  z.strictObject({
    step: z.literal('finish'),
    ...which,
    outcome: z.strictObject({ artifacts: z.array(artifact), notes: z.array(z.string()) }),
    /** What the result is to be found by again, as the beginning said. */
    contentKey: z.string().nullable().optional(),
    /** What its owner has from now on, and wants no second time. */
    archive: siteItem.nullable().optional(),
  }),
  z.strictObject({ step: z.literal('recall'), ...which, item: siteItem }),
  z.strictObject({
    step: z.literal('fail'),
    ...which,
    /** As Step Functions has it: the error's name, and a cause that may be JSON of a thrown error. */
    error: z.strictObject({ name: z.string(), cause: z.string() }),
  }),
]);
export type JobStep = z.infer<typeof jobStep>;
