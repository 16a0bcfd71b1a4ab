import { existsSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Bridge, startBridge } from './bridge/bridge.ts';
import { ensureDemoUser } from './demo-user.ts';
import { deploy } from './deploy.ts';
import { startEmulator } from './emulator.ts';
import { type FrontDoor, openFrontDoor } from './front-door/server.ts';
import { type Outputs, readOutputs } from './outputs.ts';
import { assertFree } from './ports.ts';
import type { Kept } from './processes/keep-running.ts';
import { endLeftOvers } from './processes/left-overs.ts';
import { reconcile } from './reconcile.ts';
import type { Stack } from './stack.ts';
import type { Steps } from './steps.ts';
import { startStore } from './store.ts';
import { startWorker } from './worker.ts';

export type HomeStack = {
  readonly outputs: Outputs;
  readonly stop: () => Promise<void>;
  /** Ends every process at once, without a last save. */
  readonly kill: () => void;
};

/** Starts everything in order. What was started is in `started` at any moment, so that a failure can end it. */
export const startHomeStack = async (
  stack: Stack,
  steps: Steps,
  onStarted: (part: HomeStack) => void,
): Promise<HomeStack> => {
  const parts: { emulator?: Kept; store?: Kept; worker?: Kept; bridge?: Bridge; door?: FrontDoor; outputs?: Outputs } =
    {};
  const cleanMark = join(stack.home.data, 'stopped-cleanly');
  const isNew = !existsSync(stack.home.outputs);
  const wasClean = isNew || existsSync(cleanMark);
  const onTrouble = (line: string) => steps.say(`  ! ${line}`);

  const stop = async () => {
    await Promise.all([parts.door?.close(), parts.worker?.stop(), parts.bridge?.stop()]);
    await parts.emulator?.stop();
    await parts.store?.stop();
    await writeFile(cleanMark, '');
  };
  const kill = () => {
    for (const part of [parts.worker, parts.emulator, parts.store]) part?.kill();
  };
  const whole = {
    stop,
    kill,
    get outputs() {
      return parts.outputs as Outputs;
    },
  };
  onStarted(whole);

  const leftOvers = await endLeftOvers(stack.home);
  if (leftOvers > 0) onTrouble(`ended ${leftOvers} processes that an earlier run had left`);
  await assertFree(stack.ports, stack.home.ports);
  await rm(cleanMark, { force: true });

  const store = steps.run('byte store', () => startStore(stack, onTrouble));
  const keepStore = store.then((kept) => {
    parts.store = kept;
  });
  const onReturn = async () => {
    parts.bridge?.repeat();
    if (parts.outputs) await reconcile(stack, parts.outputs);
  };
  const emulator = steps.run('emulator', () => startEmulator(stack, { onReturn, onTrouble }));
  const keepEmulator = emulator.then((kept) => {
    parts.emulator = kept;
  });
  await Promise.all([keepStore, keepEmulator]);

  await steps.run(isNew ? 'deploy, the first time' : 'deploy', () => deploy(stack));
  const outputs = await readOutputs(stack.home.outputs);
  parts.outputs = outputs;
  await Promise.all([
    startBridge(stack, { afterCrash: !wasClean, onTrouble }).then((bridge) => {
      parts.bridge = bridge;
    }),
    openFrontDoor(stack, outputs).then((door) => {
      parts.door = door;
    }),
    startWorker(stack, outputs, onTrouble).then((kept) => {
      parts.worker = kept;
    }),
    ensureDemoUser(stack, outputs),
  ]);
  await steps.run('look for interrupted jobs', () => reconcile(stack, outputs));
  return whole;
};
