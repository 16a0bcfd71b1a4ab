import type { Work } from '#shared/operation.ts';
import { browseRun } from './operations/browse.run.ts';
import { expandRun } from './operations/expand.run.ts';
import { fetchRun } from './operations/fetch.run.ts';
import { lookRun } from './operations/look.run.ts';

/** What a worker can do for this area. */
export const downloadWorks = [browseRun, expandRun, lookRun, fetchRun] as unknown as readonly Work[];
