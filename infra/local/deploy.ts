import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { node24, root, run } from './bootstrap.mjs';
import { emulatorMark, saveEmulator } from './emulator.ts';
import { installed } from './home.ts';
import { writeWhole } from './json-file.ts';
import { ownerMark } from './processes/service.ts';
import { hashSources } from './source-hash.ts';
import { emulatorUrl, engineEnvironment, machineEnvironment, publicUrl, type Stack, storeUrl } from './stack.ts';

const account = '000000000000';

type Synthesis = { readonly mark: string; readonly done: Promise<boolean> };

/** Begins to synthesise the CDK app with target `local`, which needs no emulator, unless that was done before. */
export const beginSynthesis = async (stack: Stack, ending: AbortSignal): Promise<Synthesis> => {
  const mark = await hashSources(settingsOf(stack));
  const done = synthesise(stack, mark, ending);
  // Whoever awaits it hears of a failure; until then it is not unhandled.
  done.catch(() => undefined);
  return { mark, done };
};

const synthesise = async (stack: Stack, mark: string, ending: AbortSignal): Promise<boolean> => {
  const markFile = `${stack.home.assembly}.mark`;
  if ((await readFile(markFile, 'utf8').catch(() => '')) === mark) return false;
  const settings = Object.entries(settingsOf(stack)).map(([name, value]) => `--context=${name}=${value}`);
  await cdk(stack, ending, ['synth', '--all', '--quiet', ...settings, `--output=${stack.home.assembly}`]);
  await writeWhole(markFile, mark);
  return true;
};

/** Deploys what was synthesised, unless the emulator holds just that already. Answers whether it did. */
export const deploy = async (stack: Stack, { mark, done }: Synthesis, ending: AbortSignal): Promise<boolean> => {
  const held = await emulatorMark(stack);
  if (held === mark && existsSync(stack.home.outputs)) return false;
  if (held === null) await cdk(stack, ending, ['bootstrap', `aws://${account}/us-east-1`]);
  await done;
  await cdk(stack, ending, [
    'deploy',
    '--all',
    `--app=${stack.home.assembly}`,
    '--require-approval=never',
    '--method=direct',
    '--asset-parallelism',
    '--concurrency=4',
    `--outputs-file=${stack.home.outputs}`,
  ]);
  await saveEmulator(stack, mark);
  return true;
};

/** The app's settings (infra/settings.ts) that make it this folder's stack. */
const settingsOf = (stack: Stack) => ({
  target: 'local',
  origin: publicUrl(stack),
  storeUrl: storeUrl(stack),
  jwksUrl: emulatorUrl(stack),
  signingKeyFile: stack.home.signingKey,
  mailFrom: 'reelmill@reelmill.local',
});

const cdk = (stack: Stack, ending: AbortSignal, args: readonly string[]): Promise<string> =>
  run(
    node24,
    [
      join(root, 'node_modules/aws-cdk/bin/cdk'),
      ...args,
      '--no-notices',
      '--no-version-reporting',
      '--no-color',
      '--ci',
    ],
    {
      // Without an app of its own around it, bootstrap does not synthesise one into a folder that another may be using.
      cwd: args[0] === 'bootstrap' ? stack.home.data : root,
      signal: ending,
      env: {
        [ownerMark]: stack.home.data,
        ...machineEnvironment(),
        ...engineEnvironment(stack),
        // Assets and stacks belong to the emulator; only media bytes go to the store.
        AWS_ENDPOINT_URL_S3: emulatorUrl(stack),
        PATH: [installed.nodeBin, process.env['PATH']].join(delimiter),
        CDK_DISABLE_VERSION_CHECK: '1',
        CDK_DISABLE_CLI_TELEMETRY: 'true',
      },
    },
  );
