import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as z from 'zod';
import type { Job } from '#shared/job.ts';
import { type Operation, operation, type Work, work } from '#shared/operation.ts';
import type { OperationCall } from '#shared/operation-call.ts';
import type { Tools } from '#shared/ports/tools.ts';
import { aJob } from './builders.ts';
import { anEngine } from './engine.ts';

/** Doubles a number: the smallest operation there can be. */
export const double = operation({
  name: 'test.double',
  input: z.strictObject({ number: z.number() }),
  output: z.strictObject({ doubled: z.number() }),
  needs: { cpu: 1, memoryMiB: 1, diskGiB: 1, minutes: 1, tools: [] },
});

type Run = Work<typeof double.input, typeof double.output>['run'];

export const aWork = (run: Run = async ({ number }) => ({ doubled: number * 2 })): Work =>
  work(double as Operation, run as unknown as Work['run']);

export const aCall = (job: Job, known: Partial<OperationCall> = {}): OperationCall => ({
  operation: double.name,
  step: 'double',
  job: job.id,
  attempt: job.attempt,
  owner: job.owner,
  input: { number: 21 },
  ...known,
});

/** Stands for work that has no end of its own: it ends as a tool does that is stopped. */
export const untilAborted = (signal: AbortSignal): Promise<never> =>
  new Promise((_, reject) => {
    const stop = () => reject(new Error('the tool was killed'));
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop);
  });

const noTools: Tools = {
  probe: () => Promise.reject(new Error('there is no ffprobe here')),
  ffmpeg: () => Promise.reject(new Error('there is no ffmpeg here')),
};

/** A worker with a running job to work on and a scratch folder of its own. */
export const aWorker = (known: Partial<Job> = {}) => {
  const job = aJob({ state: 'running', ...known });
  const scratchRoot = mkdtempSync(join(tmpdir(), 'reelmill-worker-'));
  const errors: Error[] = [];
  const engine = anEngine({ jobs: [job] });
  const log = { ...engine.log, error: (_message: string, error: Error) => void errors.push(error) };
  return {
    job,
    errors,
    ports: { ...engine, tools: noTools, log, scratchRoot },
    [Symbol.dispose]: () => rmSync(scratchRoot, { recursive: true, force: true }),
  };
};

export const never = new AbortController().signal;
