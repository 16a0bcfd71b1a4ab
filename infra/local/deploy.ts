import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { node24, root, run } from './bootstrap.mjs';
import { emulatorMark, saveEmulator } from './emulator.ts';
import { installed } from './home.ts';
import { hashSources } from './source-hash.ts';
import { emulatorUrl, engineEnvironment, machineEnvironment, publicUrl, type Stack, storeUrl } from './stack.ts';

const account = '000000000000';

/** Deploys the CDK app with target `local`, unless the emulator holds just that already. Answers whether it did. */
export const deploy = async (stack: Stack): Promise<boolean> => {
  const mark = await hashSources(settingsOf(stack));
  const held = await emulatorMark(stack);
  if (held === mark && existsSync(stack.home.outputs)) return false;
  if (held === null) await cdk(stack, ['bootstrap', `aws://${account}/us-east-1`]);
  await cdk(stack, [
    'deploy',
    '--all',
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

const cdk = (stack: Stack, args: readonly string[]): Promise<string> =>
  run(
    node24,
    [
      join(root, 'node_modules/aws-cdk/bin/cdk'),
      ...args,
      ...Object.entries(settingsOf(stack)).map(([name, value]) => `--context=${name}=${value}`),
      `--output=${stack.home.assembly}`,
      '--no-notices',
      '--no-version-reporting',
      '--no-color',
      '--ci',
    ],
    {
      env: {
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
