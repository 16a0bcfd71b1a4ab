import { tmpdir } from 'node:os';
import type { Context } from 'aws-lambda';
import { EngineError } from '#shared/errors.ts';
import { operationCall } from '#shared/operation-call.ts';
import { workerPorts } from './ports.ts';
import { runOperation } from './run-operation.ts';
import { presenceOnTheWay } from './tell-presence.ts';
import { workOf } from './works.ts';

/** Left for the work to stop, be cleaned up and say why. */
const marginMilliseconds = 10_000;

const ports = workerPorts(tmpdir());
const tellPresence = presenceOnTheWay({ kind: 'started', slots: 1, tags: [], folder: tmpdir() }, ports);

/** The door of the `lambda` placement: the call comes as the payload, the output goes back as the result. */
export const handler = async (event: unknown, context: Context): Promise<unknown> => {
  const call = operationCall.parse(event);
  ports.log.begin({ job: call.job, step: call.step });
  const work = workOf(call.operation);
  const late = new AbortController();
  const timer = setTimeout(
    () => late.abort(new EngineError('job.timed-out', `${call.operation} took longer than its function may`)),
    context.getRemainingTimeInMillis() - marginMilliseconds,
  );
  try {
    return await runOperation(work, call, late.signal, ports);
  } finally {
    clearTimeout(timer);
    // the work has asked for the version already; for any other the question would cost more than it tells
    if (work.operation.needs.tools.includes('yt-dlp')) await tellPresence();
  }
};
