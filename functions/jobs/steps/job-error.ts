import { type ErrorCode, errorTable, isErrorCode } from '#shared/errors.ts';
import type { JobError } from '#shared/job.ts';

/** A Lambda's thrown error arrives as JSON, a task token's failure and a service's own error as plain text. */
const messageOf = (cause: string): string => {
  try {
    const parsed: unknown = JSON.parse(cause);
    if (parsed && typeof parsed === 'object' && 'errorMessage' in parsed) return String(parsed.errorMessage);
  } catch {
    return cause;
  }
  return cause;
};

const told = (code: ErrorCode, message: string = errorTable[code].title): JobError => ({ code, message });

/** What the engine's own surroundings call things that our table has a name for. */
const known = new Map<string, JobError>([
  ['States.Timeout', told('job.timed-out')],
  ['States.HeartbeatTimeout', told('worker.lost', 'the worker fell silent')],
  // a container says itself what went wrong in its work: one that did not has died
  ['States.TaskFailed', told('worker.lost', 'the container that did the work died')],
  ['Lambda.OutOfMemory', told('worker.out-of-memory')],
  ['Runtime.OutOfMemory', told('worker.out-of-memory')],
  ['Sandbox.Timedout', told('job.timed-out')],
]);

/** What the record says of an error that ended a workflow. Names that are not ours tell the caller nothing. */
export const jobErrorOf = (name: string, cause: string): JobError => {
  if (!isErrorCode(name)) return known.get(name) ?? told('internal');
  return told(name, name === 'internal' ? undefined : messageOf(cause) || undefined);
};
