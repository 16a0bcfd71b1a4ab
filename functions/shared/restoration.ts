import * as z from 'zod';
import { accepted, ok, type Reply } from './route.ts';

/** Whether a file can be read now. */
export const fileState = z
  .enum(['ready', 'frozen', 'restoring'])
  .meta({ description: '`frozen`: in cold storage, to be restored first; `restoring`: on its way back' });

export const restoreRequest = z.strictObject({
  days: z.int().min(1).max(30).default(7).meta({ description: 'How long the files can be read then' }),
});

export const readyWithinHours = z
  .int()
  .meta({ description: 'The longest that it may take; 0 when all can be read', example: 5 });

/** 200 when all that was asked for can be read at once, else 202 and where to see when it can. */
export const answerRestoration = (answer: { readonly readyWithinHours: number }, location: string): Reply =>
  answer.readyWithinHours === 0 ? ok(answer) : accepted(answer, location);
