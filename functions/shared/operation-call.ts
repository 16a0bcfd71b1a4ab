import * as z from 'zod';

/** How a workflow asks a placement to run an operation; the same for every door. */
export const operationCall = z.strictObject({
  operation: z.string(),
  /** Name of the step within the workflow; its checkpoint is kept under it. */
  step: z.string(),
  job: z.uuidv7(),
  attempt: z.int().positive(),
  owner: z.string(),
  input: z.unknown(),
});
export type OperationCall = z.infer<typeof operationCall>;
