import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { env } from '#shared/env.ts';
import { asEngineError, EngineError } from '#shared/errors.ts';
import { type OperationCall, operationCall } from '#shared/operation-call.ts';
import { workPrefix } from '#shared/prefixes.ts';
import { workerPorts } from './ports.ts';
import { runOperation } from './run-operation.ts';
import { presenceOnTheWay } from './tell-presence.ts';
import { workOf } from './works.ts';

/** To start a container again costs a minute: it rather waits, for less than a step may be silent. */
const sitePatienceMs = 8 * 60_000;

const ports = workerPorts(tmpdir(), sitePatienceMs);

const readCall = async (key: string): Promise<OperationCall> => {
  const stored = await ports.media.read(key);
  if (!stored) throw new EngineError('internal', `there is no call at ${key}`);
  return operationCall.parse(JSON.parse(Buffer.from(stored).toString('utf8')));
};

const writeResult = async (call: OperationCall, result: unknown): Promise<void> => {
  const path = join(tmpdir(), `${call.job}-${call.step}.result.json`);
  await writeFile(path, JSON.stringify(result));
  await ports.media.save(path, `${workPrefix({ id: call.job })}${call.step}.result.json`, {
    mediaType: 'application/json',
  });
};

/**
 * The door of `fargate` and `batch-gpu`: one call, read from the store, its result or error written beside it.
 * It exits 0 once either is written, so that another exit code means a dead container and nothing else.
 */
const main = async (): Promise<void> => {
  const call = await readCall(env('REELMILL_CALL_KEY'));
  const told = presenceOnTheWay({ kind: 'started', slots: 1, tags: [], folder: tmpdir() }, ports)();
  const stop = new AbortController();
  process.once('SIGTERM', () => stop.abort(new EngineError('worker.restarted', 'the container was told to stop')));
  try {
    await writeResult(call, { output: await runOperation(workOf(call.operation), call, stop.signal, ports) });
  } catch (thrown) {
    const { code, message } = asEngineError(thrown);
    await writeResult(call, { error: { code, message } });
  }
  await told;
};

await main();
