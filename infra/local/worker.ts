import { mkdir } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { maker } from '../constructs/maker.ts';
import { node24, root } from './bootstrap.mjs';
import { installed } from './home.ts';
import type { Outputs } from './outputs.ts';
import { type Kept, keepRunning } from './processes/keep-running.ts';
import { engineEnvironment, machineEnvironment, type Stack } from './stack.ts';

/** The queue worker: takes operations and runs them here, and is started again whenever it dies. */
export const startWorker = async (stack: Stack, outputs: Outputs, onTrouble: (line: string) => void): Promise<Kept> => {
  await mkdir(stack.home.workerScratch, { recursive: true });
  return keepRunning(
    stack.home,
    {
      name: 'worker',
      command: node24,
      args: ['--disable-warning=ExperimentalWarning', join(root, 'functions/worker/queue.ts')],
      cwd: root,
      env: {
        ...machineEnvironment(),
        ...engineEnvironment(stack),
        PATH: [installed.nodeBin, installed.tools, process.env['PATH']].join(delimiter),
        REELMILL_TABLE: outputs.TableName,
        REELMILL_QUEUES: outputs.WorkQueues,
        REELMILL_BUS: outputs.BusName,
        REELMILL_MEDIA_BUCKET: 'media',
        REELMILL_COOKIES_TABLE: outputs.CookiesTable,
        REELMILL_COOKIES_KEY: outputs.CookiesKey,
        REELMILL_MAKER: maker(),
        REELMILL_SCRATCH: stack.home.workerScratch,
      },
      stopSignal: 'SIGTERM',
      patienceMs: 8_000,
    },
    // It polls and answers no one; if it is still there after a moment it has found what it needs.
    { onTrouble, isUp: () => sleep(300) },
  );
};
