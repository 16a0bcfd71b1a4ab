import type { LogLine } from '#shared/job.ts';
import { waitSeconds } from '#shared/life-cycle.ts';
import type { LifeSign } from './protocol.ts';

/**
 * A machine outside may be hours off, and by its times a live job would be taken for stalled: the sign is moved to our
 * time as a whole. It holds no longer than a step may wait for a worker.
 */
export const byOurClock = ({ set: { progress, dueAt, ...told }, ...sign }: LifeSign, now: Date): LifeSign => {
  const after = (instant: string): number =>
    Math.min(Math.max(Date.parse(instant) - Date.parse(progress.at), 0), waitSeconds * 1000);
  const ours = (milliseconds: number): string => new Date(now.getTime() + milliseconds).toISOString();
  return {
    ...sign,
    set: {
      ...told,
      progress: { ...progress, at: ours(0), ...(progress.until && { until: ours(after(progress.until)) }) },
      dueAt: ours(after(dueAt)),
    },
  };
};

/** Lines as if the last had been written now: their order and spacing stay. None is of a time to come. */
export const linesByOurClock = (lines: readonly LogLine[], now: Date): LogLine[] => {
  const last = Date.parse(lines.at(-1)?.at ?? '');
  return lines.map((line) => {
    const before = Math.max(0, last - Date.parse(line.at));
    return { ...line, at: new Date(now.getTime() - before).toISOString() };
  });
};
