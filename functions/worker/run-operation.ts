import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { asEngineError, EngineError } from '#shared/errors.ts';
import type { Log } from '#shared/log.ts';
import type { Work, WorkPorts } from '#shared/operation.ts';
import type { OperationCall } from '#shared/operation-call.ts';
import type { Checkpoints, JobLog, JobTable } from '#shared/ports/jobs.ts';
import { artifactPrefix, workPrefix } from '#shared/prefixes.ts';
import { keepLog } from './keep-log.ts';
import { keepPulse } from './keep-pulse.ts';

export type RunPorts = WorkPorts & {
  readonly jobs: JobTable;
  readonly logs: JobLog;
  readonly checkpoints: Checkpoints;
  readonly log: Log;
  /** Folder under which each run gets one of its own. */
  readonly scratchRoot: string;
};

/** A step that was started more often than this takes its workers down with it. */
const mostStarts = 3;

const inputOf = (work: Work, call: OperationCall): unknown => {
  const parsed = work.operation.input.safeParse(call.input);
  if (parsed.success) return parsed.data;
  throw new EngineError('internal', `${call.operation} was called with a wrong input`, { cause: parsed.error });
};

const claim = async ({ job, attempt, step }: OperationCall, { checkpoints }: RunPorts): Promise<void> => {
  const starts = await checkpoints.start(job, attempt, step);
  if (starts > mostStarts) throw new EngineError('worker.lost', `step "${step}" was started ${mostStarts} times`);
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
  const earlier = await ports.checkpoints.get(call.job, call.step);
  if (earlier !== null && earlier !== undefined) return earlier;
  await claim(call, ports);
  const scratch = await mkdtemp(join(ports.scratchRoot, `${call.job}-`));
  await using lines = keepLog(call, ports);
  await using pulse = keepPulse(call, outer, ports);
  try {
    const job = { id: call.job, owner: call.owner };
    const output = await work.run(
      inputOf(work, call),
      {
        scratch,
        signal: pulse.signal,
        prefix: { artifacts: artifactPrefix(job), work: workPrefix(job) },
        report: pulse.report,
        log: lines.write,
      },
      ports,
    );
    pulse.signal.throwIfAborted();
    const result = work.operation.output.parse(output);
    await ports.checkpoints.put(call.job, call.step, result);
    return result;
  } catch (thrown) {
    const error = pulse.signal.aborted ? asEngineError(pulse.signal.reason) : asEngineError(thrown);
    lines.write(`${error.code}: ${error.message}`);
    if (error.code === 'internal') ports.log.error(`${call.operation} failed`, error);
    throw error;
  } finally {
    await rm(scratch, { recursive: true, force: true, maxRetries: 3 });
  }
};
