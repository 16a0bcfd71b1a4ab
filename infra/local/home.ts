import { join, resolve } from 'node:path';
import { root } from './bootstrap.mjs';

/** What was installed, one for the checkout. */
export const installed = {
  python: join(root, '.reelmill', 'python'),
  tools: join(root, '.reelmill', 'tools', 'bin'),
  weed: join(root, '.reelmill', 'python', 'bin', 'weed'),
  nodeBin: join(root, 'node_modules', '.bin'),
  site: join(root, '.reelmill', 'site'),
  console: join(root, 'console', 'dist'),
} as const;

/** One stack's folder: everything that it remembers, and nothing that can be installed again. */
export type Home = {
  readonly data: string;
  readonly ports: string;
  readonly secrets: string;
  readonly lock: string;
  readonly run: string;
  readonly logs: string;
  readonly emulatorState: string;
  readonly emulatorScratch: string;
  readonly store: string;
  readonly storeConfig: string;
  readonly bridge: string;
  readonly outputs: string;
  readonly assembly: string;
  readonly workerScratch: string;
  readonly signingKey: string;
  readonly signingPublicKey: string;
  readonly results: string;
};

export const homeAt = (folder: string): Home => {
  const data = resolve(folder);
  const at = (...names: string[]) => join(data, ...names);
  return {
    data,
    ports: at('ports.json'),
    secrets: at('secrets.json'),
    lock: at('run', 'lock.json'),
    run: at('run'),
    logs: at('logs'),
    emulatorState: at('emulator', 'state'),
    emulatorScratch: at('emulator', 'tmp'),
    store: at('store'),
    storeConfig: at('store-config'),
    bridge: at('bridge'),
    outputs: at('outputs.json'),
    assembly: at('cdk.out'),
    workerScratch: at('scratch'),
    signingKey: at('media-signing.pem'),
    signingPublicKey: at('media-signing.pub.pem'),
    results: at('results'),
  };
};

export const defaultData = (env: NodeJS.ProcessEnv): string => env['REELMILL_DATA'] ?? join(root, '.reelmill', 'data');
