import type { Work } from '#shared/operation.ts';
import { inspectRun } from './operations/inspect.run.ts';
import { transcodeRun } from './operations/transcode.run.ts';

/** What a worker can do for this area. */
export const mediaWorks = [inspectRun, transcodeRun] as unknown as readonly Work[];
