import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { signIn } from '../../infra/local/demo-user.ts';
import { homeAt } from '../../infra/local/home.ts';
import { type HomeStack, startHomeStack } from '../../infra/local/home-stack.ts';
import { choosePorts, isFree } from '../../infra/local/ports.ts';
import { holderOf, isLock, takeLock } from '../../infra/local/processes/lock.ts';
import { demoUser, ensureSecrets } from '../../infra/local/secrets.ts';
import { emulatorUrl, publicUrl, region, type Stack, storeUrl } from '../../infra/local/stack.ts';
import { createSteps } from '../../infra/local/steps.ts';
import { siteExtractors } from '../support/site/extractors.ts';

/** What a suite is told of the stack that all suites share; `test/support/stack.ts` hands it to the tests. */
export const connectionVariable = 'REELMILL_TEST_STACK';

export type StackConnection = Awaited<ReturnType<typeof connect>>;

export type TestStack = AsyncDisposable & { readonly environment: () => Promise<NodeJS.ProcessEnv> };

/** Ports at which tests open sites of their own, below those that the stack itself takes. */
const choosePortsOfSites = async (count = 3): Promise<number[]> => {
  const found: number[] = [];
  while (found.length < count) {
    const port = 13_000 + Math.floor(Math.random() * 1600);
    if (!found.includes(port) && (await isFree(port))) found.push(port);
  }
  return found;
};

/** Those ports alone of this machine may be fetched from, by a yt-dlp that knows such sites, as fast as tests go. */
const sitesAt = (ports: readonly number[]): NodeJS.ProcessEnv => ({
  REELMILL_ALLOW_LOOPBACK: ports.join(),
  REELMILL_TEST_EXTRACTORS: siteExtractors,
  REELMILL_SITES: JSON.stringify({ '*': { perMinute: 6000, atOnce: 100, refusals: 1000, longestSeconds: 1 } }),
});

const connect = async (stack: Stack, { outputs }: HomeStack, sitePorts: readonly number[]) => ({
  sitePorts,
  endpoint: emulatorUrl(stack),
  s3Endpoint: storeUrl(stack),
  publicUrl: publicUrl(stack),
  region,
  credentials: { accessKeyId: stack.secrets.accessKeyId, secretAccessKey: stack.secrets.secretAccessKey },
  user: demoUser,
  password: stack.secrets.demoPassword,
  token: await signIn(stack, outputs),
  outputs,
  data: stack.home.data,
});

/** A home stack of its own for the tests, in a fresh folder, started as `npm start` starts it, and found by `--once`. */
export const openTestStack = async (folder: string, more: NodeJS.ProcessEnv = {}): Promise<TestStack> => {
  const home = homeAt(folder);
  if (await holderOf(home)) throw new Error(`a stack runs in ${folder} already`);
  await rm(folder, { recursive: true, force: true });
  const [ports, sitePorts] = [await choosePorts(home), await choosePortsOfSites()];
  const stack: Stack = { home, ports, secrets: await ensureSecrets(home), more: { ...sitesAt(sitePorts), ...more } };
  const lock = await takeLock(home, publicUrl(stack));
  if (!isLock(lock)) throw new Error(`a stack runs in ${folder} already`);
  let running: HomeStack | undefined;
  const stop = async () => {
    await running?.stop();
    await lock.release();
  };
  try {
    const started = await startHomeStack(stack, createSteps(process.stderr), (part) => {
      running = part;
    });
    await lock.markReady();
    return {
      environment: async () => {
        const file = join(folder, 'connection.json');
        await writeFile(file, JSON.stringify(await connect(stack, started, sitePorts)), { mode: 0o600 });
        return { [connectionVariable]: file };
      },
      [Symbol.asyncDispose]: stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
};
