import * as z from 'zod';
import { logLine } from './job.ts';

/** How routes are asked for a job, whatever its kind. */
export const jobParams = z.strictObject({ id: z.uuid({ error: 'a job id is a UUID' }) });

/** Cursors are made by the table; anything else is refused there. */
export const cursor = z.string().max(2000).optional();
export const pageSize = (most: number, usual: number) => z.coerce.number().int().min(1).max(most).default(usual);

export const logsQuery = z.strictObject({ cursor, limit: pageSize(1000, 200) });

export const logPage = z
  .strictObject({ lines: z.array(logLine), cursor: z.string().nullable() })
  .meta({ id: 'LogPage' });
