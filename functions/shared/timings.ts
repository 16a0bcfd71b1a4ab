import type { Timings } from './job.ts';

/** When a line was written, and by which step. */
type Line = { readonly at: string; readonly step: string };

type Span = {
  /** When the attempt was queued. */
  readonly from: string;
  /** When its workflow began; that is what there is to go by of work without steps of its own. */
  readonly begunAt?: string | undefined;
  readonly to: string;
};

const secondsBetween = (from: string, to: string): number =>
  Math.max(0, Math.round((Date.parse(to) - Date.parse(from)) / 100) / 10);

/**
 * Where the time of an attempt went, told by the log that it wrote anyway: a step lasts from its first line to the
 * next step's, and so holds the wait for a worker of its own. What the engine itself says belongs to no step.
 */
export const timingsOf = (lines: readonly Line[], { from, to, begunAt }: Span, engine = 'job'): Timings => {
  const said = lines.filter(({ at, step }) => step !== engine && at >= from && at <= to);
  const begun = said.filter(({ step }, n) => said.findIndex((other) => other.step === step) === n);
  const start = begun[0]?.at ?? (begunAt !== undefined && begunAt >= from ? begunAt : to);
  return {
    queuedSeconds: secondsBetween(from, start),
    runningSeconds: secondsBetween(start, to),
    steps: begun.map(({ at, step }, n) => ({ step, seconds: secondsBetween(at, begun[n + 1]?.at ?? to) })),
  };
};
