import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { asEngineError, EngineError } from '#shared/errors.ts';
import type { Progress, Work } from '#shared/operation.ts';
import type { OperationCall } from '#shared/operation-call.ts';
import { artifactPrefix, workPrefix } from '#shared/prefixes.ts';
import { keepLog } from './keep-log.ts';
import { keepPulse, over, type Pulse } from './keep-pulse.ts';
import type { RunPorts } from './run-ports.ts';
import { watchSources } from './watch-sources.ts';

/** A step that was started more often than this takes its workers down with it. */
const mostStarts = 3;

/** A result that an earlier version of the operation left may not fit any more; then the work is done again. */
const earlierResult = async ({ operation }: Work, { job, step }: OperationCall, { checkpoints }: RunPorts) => {
  const kept = operation.output.safeParse(await checkpoints.get(job, step));
  return kept.success ? kept.data : undefined;
};

const inputOf = ({ operation }: Work, { input }: OperationCall): unknown => {
  const parsed = operation.input.safeParse(input);
  if (parsed.success) return parsed.data;
  throw new EngineError('internal', `${operation.name} was called with a wrong input`, { cause: parsed.error });
};

const outputOf = ({ operation }: Work, output: unknown): unknown => {
  const parsed = operation.output.safeParse(output);
  if (parsed.success) return parsed.data;
  throw new EngineError('internal', `${operation.name} gave a wrong output`, { cause: parsed.error });
};

const claim = async (call: OperationCall, { checkpoints }: RunPorts): Promise<number> => {
  const start = await checkpoints.start(call);
  if (start > mostStarts) throw new EngineError('worker.lost', `step "${call.step}" was started ${mostStarts} times`);
  return start;
};

/** Who was told to stop, or is to come back, has not failed at the step: the start does not count. */
const giveBack = async (call: OperationCall, start: number, { checkpoints, log }: RunPorts): Promise<void> => {
  await checkpoints
    .giveBack(call, start)
    .catch((error: Error) => log.error('a start that failed at nothing counts all the same', error));
};

const wasStopped = ({ aborted, reason }: AbortSignal): boolean =>
  aborted && reason instanceof EngineError && reason.code === 'worker.restarted';

/** Nor has one whose turn at a site has not come. */
const hadNoTurn = (error: unknown): boolean => error instanceof EngineError && error.code === 'source.busy';

/** Each new stage is a line of the log, so that it tells where the time went. */
const reporter = (report: Pulse['report'], write: (line: string) => void): Pulse['report'] => {
  let stage = '';
  return (progress: Progress) => {
    if (progress.stage !== stage) write(progress.stage);
    stage = progress.stage;
    report(progress);
  };
};

/** The scratch folder is worth no result: what cannot be removed now goes with the worker's own folder. */
const removeScratch = (scratch: string, { log }: RunPorts): Promise<void> =>
  rm(scratch, { recursive: true, force: true, maxRetries: 3 }).catch((error: Error) =>
    log.error('a scratch folder was left', error),
  );

/** A halt that comes of a source that cannot be read is the source's; any other word to stop counts before all. */
const whyEnded = ({ aborted, reason }: AbortSignal, failure: EngineError | undefined, thrown: unknown): unknown => {
  const hasHalted = aborted && asEngineError(reason).code === 'worker.stalled';
  return aborted && !(hasHalted && failure) ? reason : (failure ?? thrown);
};

/** A tool may take the place where reading failed for the end of its source, and be content. */
const mustHaveRead = (failure: EngineError | undefined): void => {
  if (failure) throw failure;
};

type Claim = {
  /** Counts from 1. */
  readonly start: number;
  readonly outer: AbortSignal;
};

const runClaimed = async (work: Work, call: OperationCall, { start, outer }: Claim, ports: RunPorts) => {
  const scratch = await mkdtemp(join(ports.scratchRoot, `${call.job}-`));
  await using lines = keepLog(call, ports);
  if (start > 1) lines.write(`started again (${start} of ${mostStarts})`);
  await using pulse = keepPulse(call, outer, ports);
  const job = { id: call.job, owner: call.owner };
  const context = {
    scratch,
    signal: pulse.signal,
    owner: call.owner,
    prefix: { artifacts: artifactPrefix(job), work: workPrefix(job) },
    report: reporter(pulse.report, lines.write),
    log: lines.write,
  };
  const { open, failure } = watchSources(ports.media);
  const save: typeof ports.media.save = (...file) => pulse.during(ports.media.save(...file));
  try {
    const input = inputOf(work, call);
    const output = await work.run(input, context, { ...ports, media: { ...ports.media, open, save } });
    pulse.signal.throwIfAborted();
    mustHaveRead(failure());
    const result = outputOf(work, output);
    await pulse.finish(work.operation.tells?.(input, result));
    if (work.operation.isForNow?.(result)) return result;
    if (!(await ports.checkpoints.put(call, result, ports.maker))) throw over();
    return result;
  } catch (thrown) {
    const error = asEngineError(whyEnded(pulse.signal, failure(), thrown));
    lines.write(`${error.code}: ${error.message}`);
    if (hadNoTurn(error)) pulse.putOff({ why: error.message, seconds: error.retryAfterSeconds ?? 0 });
    if (error.code === 'internal') ports.log.error(`${call.operation} failed`, error);
    throw error;
  } finally {
    await removeScratch(scratch, ports);
  }
};

/**
 * The one way an operation runs, whatever door it came by: earlier result, claim, scratch folder, progress and
 * cancel, the work itself, its checkpoint, clean-up. Throws `EngineError` and nothing else.
 *
 * @param outer aborts when the door itself must stop.
 */
export const runOperation = async (
  work: Work,
  call: OperationCall,
  outer: AbortSignal,
  ports: RunPorts,
): Promise<unknown> => {
  try {
    const earlier = await earlierResult(work, call, ports);
    if (earlier !== undefined) return earlier;
    const start = await claim(call, ports);
    const result = await runClaimed(work, call, { start, outer }, ports).catch(async (error) => {
      if (wasStopped(outer) || hadNoTurn(error)) await giveBack(call, start, ports);
      throw error;
    });
    if (work.operation.isForNow?.(result)) await giveBack(call, start, ports);
    return result;
  } catch (thrown) {
    throw asEngineError(thrown);
  }
};
