import { env } from '#shared/env.ts';
import { asEngineError } from '#shared/errors.ts';
import { createLog } from '#shared/log.ts';
import { localTools } from '#shared/tools/local-tools.ts';
import { thisMachine } from '#shared/tools/machine.ts';
import { keepYtDlpReady } from '#shared/tools/stand-by.ts';
import { localWeb } from '#shared/tools/web.ts';
import { remotePorts } from './remote/ports.ts';
import { workApi } from './remote/work-api.ts';
import { runWorker } from './run-worker.ts';
import { workOf } from './works.ts';

/** EX_NOPERM of sysexits(3): who starts us again would be turned away again. */
const turnedAwayCode = 77;

/** The door of the `queue` placement for a machine outside: it has an address and a key, and nothing of AWS. */
const main = async (): Promise<void> => {
  const url = env('REELMILL_URL');
  const { ask, turnedAway } = workApi({ url, key: env('REELMILL_KEY') });
  const log = createLog('worker');
  const maker = env('REELMILL_MAKER');
  const own = { tools: localTools, machine: thisMachine, web: localWeb };
  using _ready = keepYtDlpReady();
  await runWorker((scratchRoot) => ({ ...remotePorts({ ask }), ...own, workOf, maker, log, scratchRoot }), turnedAway);
  if (!turnedAway.aborted) return;
  console.error(`stopped: ${asEngineError(turnedAway.reason).message}`);
  process.exitCode = turnedAwayCode;
};

await main();
