import * as z from 'zod';
import { openCursor, sealCursor } from '#shared/cursor.ts';
import type { LogLine } from '#shared/job.ts';
import type { JobLog } from '#shared/ports/jobs.ts';

export const inMemoryJobLog = (): JobLog => {
  const logs = new Map<string, LogLine[]>();
  return {
    append: async (job, lines) => {
      logs.set(job, [...(logs.get(job) ?? []), ...structuredClone(lines)]);
    },
    page: async (job, { cursor, limit }) => {
      const lines = logs.get(job) ?? [];
      const start = cursor === undefined ? 0 : openCursor(cursor, { job }, z.int().nonnegative());
      const items = lines.slice(start, start + limit);
      const end = start + items.length;
      return { items, cursor: end < lines.length ? sealCursor(end, { job }) : null };
    },
  };
};
