import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { availableParallelism, totalmem } from 'node:os';
import { delimiter, join } from 'node:path';
import { root } from './bootstrap.mjs';
import { installed } from './home.ts';
import { findPython } from './install/pip.mjs';
import { type Kept, keepRunning } from './processes/keep-running.ts';
import type { ServiceSpec } from './processes/service.ts';
import { emulatorUrl, engineEnvironment, machineEnvironment, type Stack } from './stack.ts';
import { untilAnswers } from './until-answers.ts';

/** A Lambda process takes about 80 MB; a quarter of the memory may go to them. */
export const lambdasAtOnce = (memoryBytes: number, cores: number): number =>
  Math.max(6, Math.min(8 * cores, Math.floor(memoryBytes / 4 / 80e6)));

const emulatorSpec = (stack: Stack, python: string): ServiceSpec => ({
  name: 'emulator',
  command: python,
  args: [join(root, 'infra/local/emulator/serve.py')],
  cwd: stack.home.data,
  env: {
    ...machineEnvironment(),
    ...engineEnvironment(stack),
    PATH: [installed.nodeBin, installed.tools, process.env['PATH']].join(delimiter),
    PYTHONPATH: installed.python,
    GATEWAY_PORT: String(stack.ports.emulator),
    REELMILL_DOOR_PORT: String(stack.ports.door),
    BIND_HOST: '127.0.0.1',
    // In the addresses that it hands out, so that they are the ones clients were given.
    MINISTACK_HOST: '127.0.0.1',
    IOT_MTLS_ENABLED: '0',
    SFTP_ENABLED: '0',
    PERSIST_STATE: '1',
    STATE_DIR: stack.home.emulatorState,
    TMPDIR: stack.home.emulatorScratch,
    LAMBDA_EXECUTOR: 'local',
    LAMBDA_WARM_TTL_SECONDS: '300',
    REELMILL_LAMBDAS_AT_ONCE: String(lambdasAtOnce(totalmem(), availableParallelism())),
    LOG_LEVEL: 'WARNING',
  },
  stopSignal: 'SIGINT',
  patienceMs: 20_000,
});

type Watch = { readonly onReturn: () => Promise<void>; readonly onTrouble: (line: string) => void };

export const startEmulator = async (stack: Stack, watch: Watch): Promise<Kept> => {
  await clearScratch(stack.home.emulatorScratch);
  return keepRunning(stack.home, emulatorSpec(stack, (await findPython()).name), {
    ...watch,
    isUp: (gone) => untilAnswers(`${emulatorUrl(stack)}/_reelmill/health`, gone),
  });
};

/** Lambdas are unpacked here; without a package.json of its own the checkout's `"type": "module"` breaks their shim. */
const clearScratch = async (folder: string): Promise<void> => {
  await mkdir(folder, { recursive: true });
  for (const name of await readdir(folder)) await rm(join(folder, name), { recursive: true, force: true });
  await writeFile(join(folder, 'package.json'), '{"type":"commonjs"}');
};

/** Writes the whole state now, and with it what it was made from. */
export const saveEmulator = async (stack: Stack, mark: string): Promise<void> => {
  const reply = await fetch(`${emulatorUrl(stack)}/_reelmill/save?mark=${mark}`, { method: 'POST' });
  if (!reply.ok) throw new Error(`the emulator could not save its state (${reply.status})`);
};

/** What the loaded state was made from; null in a new one. */
export const emulatorMark = async (stack: Stack): Promise<string | null> => {
  const reply = await fetch(`${emulatorUrl(stack)}/_reelmill/health`);
  return ((await reply.json()) as { mark: string | null }).mark;
};
