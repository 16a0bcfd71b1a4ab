import * as z from 'zod';
import { operation } from '#shared/operation.ts';
import { estimateSchema } from '../estimate.ts';
import { sourceFacts } from '../facts.ts';

type Planning<R extends z.ZodType, P extends z.ZodType> = {
  readonly name: `media.${string}`;
  /** What is asked for, as the request's schema has it. */
  readonly request: R;
  readonly plan: P;
};

/** The first step of every verb: finds out what a source is, and plans what was asked for; reads a few hundred kB of it. */
export const inspection = <R extends z.ZodType, P extends z.ZodType>({ name, request, plan }: Planning<R, P>) =>
  operation({
    name,
    input: z.strictObject({ source: z.string(), request, name: z.string().optional() }),
    output: z.strictObject({
      /** Of the very object that was looked at. */
      etag: z.string(),
      facts: sourceFacts,
      plan,
      estimate: estimateSchema,
    }),
    needs: { cpu: 1, memoryMiB: 2048, diskGiB: 1, minutes: 5, tools: ['ffprobe'] },
  });

export type Inspection<R extends z.ZodType, P extends z.ZodType> = ReturnType<typeof inspection<R, P>>;
