import type * as lambda from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import type { Operation, Tool } from '#shared/operation.ts';
import { settingsOf } from '../settings.ts';
import { EngineFunction, type Use } from './engine-function.ts';

export type WorkerFunctionsProps = {
  /** What may run on Lambda, with the needs that it can have there. */
  readonly operations: readonly Operation[];
  /** What they may do, by the tools that they have. */
  readonly usesFor: (tools: readonly Tool[]) => readonly Use[];
  /** The layers that carry the tools; none where they are on the PATH already. */
  readonly layersFor: (tools: readonly Tool[]) => readonly lambda.ILayerVersion[];
};

const keyOf = (tools: readonly Tool[]): string => [...new Set(tools)].sort().join('-');

/** One worker function for each set of tools, as large as the largest operation that uses the set. */
export class WorkerFunctions extends Construct {
  readonly #functions = new Map<string, EngineFunction>();

  constructor(scope: Construct, id: string, { operations, usesFor, layersFor }: WorkerFunctionsProps) {
    super(scope, id);
    const { workerConcurrency } = settingsOf(this);
    for (const [key, sharing] of Map.groupBy(operations, ({ needs }) => keyOf(needs.tools))) {
      const most = (needed: (operation: Operation) => number) => Math.max(...sharing.map(needed));
      const worker = new EngineFunction(this, key || 'plain', {
        entry: 'functions/worker/lambda.ts',
        description: `Runs ${sharing.map(({ name }) => name).join(', ')}`,
        uses: usesFor(sharing[0]?.needs.tools ?? []),
        memoryMiB: most(({ needs }) => needs.memoryMiB),
        diskMiB: Math.min(10_240, Math.max(512, most(({ needs }) => needs.diskGiB) * 1024)),
        seconds: 15 * 60,
        layers: layersFor(sharing[0]?.needs.tools ?? []),
        concurrency: workerConcurrency,
      });
      this.#functions.set(key, worker);
    }
  }

  get all(): readonly EngineFunction[] {
    return [...this.#functions.values()];
  }

  readonly workerFor = (tools: readonly Tool[]): lambda.IFunction => {
    const found = this.#functions.get(keyOf(tools));
    if (!found) throw new Error(`no worker function has the tools ${keyOf(tools)}`);
    return found.handler;
  };
}
