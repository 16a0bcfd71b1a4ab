import { errorTable, isErrorCode } from '#shared/errors.ts';
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

/** What the engine's own surroundings call things that our table has a name for. */
const known: Readonly<Record<string, keyof typeof errorTable>> = {
  'States.Timeout': 'job.timed-out',
  'States.HeartbeatTimeout': 'worker.lost',
  'Lambda.OutOfMemory': 'worker.out-of-memory',
  'Runtime.OutOfMemory': 'worker.out-of-memory',
  'Sandbox.Timedout': 'job.timed-out',
};

/** What the record says of an error that ended a workflow. Names that are not ours tell the caller nothing. */
export const jobErrorOf = (name: string, cause: string): JobError => {
  if (isErrorCode(name)) {
    const message = name === 'internal' ? errorTable.internal.title : messageOf(cause);
    return { code: name, message: message || errorTable[name].title };
  }
  const code = known[name] ?? 'internal';
  return { code, message: errorTable[code].title };
};
