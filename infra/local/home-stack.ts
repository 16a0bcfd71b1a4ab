import { existsSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Bridge, startBridge } from './bridge/bridge.ts';
import { ensureDemoUser } from './demo-user.ts';
import { beginSynthesis, deploy } from './deploy.ts';
import { startEmulator } from './emulator.ts';
import { type FrontDoor, openFrontDoor } from './front-door/server.ts';
import { type Outputs, readOutputs } from './outputs.ts';
import { buildPages } from './pages.ts';
import { assertFree } from './ports.ts';
import type { Kept } from './processes/keep-running.ts';
import { endLeftOvers } from './processes/left-overs.ts';
import { reconcile } from './reconcile.ts';
import type { Stack } from './stack.ts';
import type { Steps } from './steps.ts';
import { startStore } from './store.ts';
import { startWorker } from './worker.ts';

export type HomeStack = {
  /** Of what is deployed; there once the stack has started. */
  readonly outputs: Outputs;
  /** Ends every process in order, whatever has been started so far. */
  readonly stop: () => Promise<void>;
  /** Ends every process at once, without a last save. */
  readonly kill: () => void;
};

type Parts = { emulator?: Kept; store?: Kept; worker?: Kept; bridge?: Bridge; door?: FrontDoor; outputs?: Outputs };

/** Starts everything and answers when it is ready for work; `onStarted` gets what can stop it from the first moment on. */
export const startHomeStack = async (
  stack: Stack,
  steps: Steps,
  onStarted: (home: HomeStack) => void,
): Promise<HomeStack> => {
  const parts: Parts = {};
  const ending = new AbortController();
  const cleanMark = join(stack.home.data, 'stopped-cleanly');

  const endAll = async () => {
    ending.abort();
    await Promise.all([parts.door?.close(), parts.worker?.stop(), parts.bridge?.stop()]);
    await parts.emulator?.stop();
    await parts.store?.stop();
    await writeFile(cleanMark, '');
  };
  let ended: Promise<void> | undefined;
  const home: HomeStack = {
    get outputs() {
      if (!parts.outputs) throw new Error('nothing is deployed yet');
      return parts.outputs;
    },
    stop: () => {
      ended ??= endAll();
      return ended;
    },
    kill: () => {
      ending.abort();
      for (const part of [parts.worker, parts.emulator, parts.store]) part?.kill();
    },
  };
  onStarted(home);
  await startParts(stack, steps, { parts, ending: ending.signal, cleanMark });
  return home;
};

type Start = { readonly parts: Parts; readonly ending: AbortSignal; readonly cleanMark: string };

const startParts = async (stack: Stack, steps: Steps, { parts, ending, cleanMark }: Start): Promise<void> => {
  const onTrouble = (line: string) => ending.aborted || steps.say(`  ! ${line}`);
  const leftOvers = await endLeftOvers(stack.home);
  if (leftOvers > 0) onTrouble(`ended ${leftOvers} processes that an earlier run had left`);
  await assertFree(stack.ports, stack.home.ports);
  const isNew = !existsSync(stack.home.outputs);
  const wasClean = isNew || existsSync(cleanMark);
  await rm(cleanMark, { force: true });

  const synthesis = await beginSynthesis(stack, ending);
  const onReturn = async () => {
    parts.bridge?.repeat();
    if (parts.outputs) await reconcile(stack, parts.outputs);
  };
  parts.store = await startStore(stack, onTrouble);
  parts.emulator = await startEmulator(stack, { onReturn, onTrouble });
  ending.throwIfAborted();
  const { store, emulator } = parts;
  await Promise.all([steps.run('byte store', () => store.up), steps.run('emulator', () => emulator.up)]);

  await Promise.all([
    steps.run(isNew ? 'deploy, the first time' : 'deploy', () => deploy(stack, synthesis, ending)),
    stack.withoutPages || steps.run('console and documents', () => buildPages(ending)),
  ]);
  const outputs = await readOutputs(stack.home.outputs);
  parts.outputs = outputs;
  parts.worker = await startWorker(stack, outputs, onTrouble);
  parts.bridge = await startBridge(stack, { afterCrash: !wasClean, onTrouble });
  parts.door = await openFrontDoor(stack, outputs);
  ending.throwIfAborted();
  await steps.run('front door and worker', () => Promise.all([parts.worker?.up, ensureDemoUser(stack, outputs)]));
  if (!isNew) await steps.run('interrupted jobs', () => reconcile(stack, outputs));
};
