import type { Job, LogLine, Timings } from './job.ts';
import type { Log } from './log.ts';
import type { JobLog } from './ports/jobs.ts';
import { timingsOf } from './timings.ts';

export type MeasurePorts = { readonly logs: Pick<JobLog, 'page'>; readonly log: Log };

/** More than any log has that its workers kept short. */
const mostPages = 20;

const linesOf = async (job: string, { logs }: MeasurePorts): Promise<LogLine[]> => {
  const lines: LogLine[] = [];
  let cursor: string | null | undefined;
  for (let page = 0; page < mostPages && cursor !== null; page += 1) {
    const read = await logs.page(job, { limit: 1000, ...(cursor && { cursor }) });
    lines.push(...read.items);
    cursor = read.cursor;
  }
  return lines;
};

/** How long a job waited and ran that ends now; nothing when its log cannot be read, for an end is worth more. */
export const measure = async (
  {
    id,
    createdAt,
    queuedAt,
    startedAt: begunAt,
    batch,
  }: Pick<Job, 'id' | 'createdAt' | 'queuedAt' | 'startedAt' | 'batch'>,
  now: Date,
  ports: MeasurePorts,
): Promise<{ readonly timings?: Timings }> => {
  try {
    return {
      timings: timingsOf(await linesOf(id, ports), {
        ...{ from: queuedAt ?? createdAt, to: now.toISOString() },
        ...(batch && { begunAt }),
      }),
    };
  } catch (error) {
    ports.log.error('a job ends without its timings', error as Error);
    return {};
  }
};
