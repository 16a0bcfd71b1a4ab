import type { Job, JobState } from '#shared/job.ts';
import type { Counters, Increments } from '#shared/ports/counters.ts';
import { observed, series, together } from '#shared/series.ts';

type Counted = Pick<Job, 'id' | 'kind' | 'state' | 'attempt'> &
  Partial<Pick<Job, 'createdAt' | 'queuedAt' | 'endedAt' | 'timings' | 'artifacts' | 'error'>>;

/** A job record before and after one write; null before its first. */
export type CountedChange = { readonly before: Counted | null; readonly after: Counted };

const ends: readonly JobState[] = ['succeeded', 'failed', 'canceled'];

const times = ({ kind, createdAt, queuedAt, endedAt, timings }: Counted): Increments[] => {
  const from = Date.parse(queuedAt ?? createdAt ?? '');
  const seconds = (Date.parse(endedAt ?? '') - from) / 1000;
  return [
    Number.isFinite(seconds) ? observed('jobs_duration_seconds', Math.max(0, seconds), { kind }) : {},
    timings ? observed('processing_seconds', timings.runningSeconds, { kind }) : {},
  ];
};

const atItsEnd = (job: Counted): Increments[] => [
  ...times(job),
  job.state === 'succeeded'
    ? { [series('bytes_uploaded_total')]: (job.artifacts ?? []).reduce((sum, { bytes }) => sum + bytes, 0) }
    : {},
  job.state === 'failed' ? { [series('error_total', { code: job.error?.code ?? 'internal' })]: 1 } : {},
];

/** What a change adds to the figures; nothing when it is none of state. */
export const incrementsOf = ({ before, after }: CountedChange): Increments | null => {
  if (before?.state === after.state && before.attempt === after.attempt) return null;
  const { kind, state } = after;
  return together([
    { [series('jobs_total', { kind, status: state })]: 1, [series('jobs_now', { kind, status: state })]: 1 },
    before ? { [series('jobs_now', { kind, status: before.state })]: -1 } : {},
    ...(ends.includes(state) ? atItsEnd(after) : []),
  ]);
};

/** Counts each new state of a job once, though its change may be delivered again. */
export const countChanges = async (
  changes: readonly CountedChange[],
  counters: Pick<Counters, 'addOnce'>,
): Promise<void> => {
  for (const change of changes) {
    const more = incrementsOf(change);
    const { id, attempt, state } = change.after;
    if (more) await counters.addOnce(`${id}#${attempt}#${state}`, more);
  }
};
