import { mkdir } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { createClient } from './client.ts';
import { copyLadder, ownerOf } from './copy-ladder.ts';
import { signIn } from './demo-user.ts';
import { defaultData, homeAt } from './home.ts';
import { type HomeStack, startHomeStack } from './home-stack.ts';
import { defaultPreset, type Options, parseOptions, usage } from './options.ts';
import { readOutputs } from './outputs.ts';
import { choosePorts } from './ports.ts';
import { enterAsGuest, untilGuestsLeft } from './processes/guests.ts';
import { type Holder, holderOf, isLock, takeLock } from './processes/lock.ts';
import { Refusal } from './refusal.ts';
import { errorOf, type Result, readSource, refused, runWork, type Work } from './run-file.ts';
import { ensureSample } from './sample.ts';
import { demoUser, ensureSecrets } from './secrets.ts';
import { publicUrl, type Stack } from './stack.ts';
import { createSteps } from './steps.ts';

const steps = createSteps(process.stderr);
const began = Date.now();
const secondsSoFar = () => (Date.now() - began) / 1000;

/** What this machine's environment may tell an installation at home; the rest of it is none of its business. */
const told = (names: readonly string[]): NodeJS.ProcessEnv =>
  Object.fromEntries(names.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : [])));

const openStack = async ({ data, once, allowLoopback }: Options): Promise<Stack> => {
  const home = homeAt(data ?? defaultData(process.env));
  // Keys and people's media: for nobody else on this machine.
  await mkdir(home.data, { recursive: true, mode: 0o700 });
  const more = {
    ...told(['REELMILL_ALLOW_LOOPBACK', 'REELMILL_PROXIES', 'REELMILL_LOOKS', 'REELMILL_ITEMS_AT_ONCE']),
    ...(allowLoopback !== undefined && { REELMILL_ALLOW_LOOPBACK: allowLoopback }),
  };
  return { home, ports: await choosePorts(home), secrets: await ensureSecrets(home), more, withoutPages: once };
};

const connect = async (stack: Stack) => {
  const outputs = await readOutputs(stack.home.outputs);
  const token = () => signIn(stack, outputs);
  return { token, client: createClient(publicUrl(stack), token) };
};

const sampleOf = async ({ home }: Stack, { preset }: Options): Promise<Work> => ({
  source: await readSource(await ensureSample(home.data)),
  preset,
});

/** What was named. What cannot be read needs no stack to be refused. */
const namedIn = async ({ file, url, preset, then }: Options): Promise<Work | undefined> => {
  if (url !== undefined) return { url, ...(then !== undefined && { then }) };
  return file === undefined ? undefined : { source: await readSource(file), preset };
};

const runOn = async (stack: Stack, work: Work): Promise<Result> => {
  const { token, client } = await connect(stack);
  const wish = {
    work,
    results: stack.home.results,
    copyLadder: async (job: string, folder: string) =>
      copyLadder(stack, `processed/${ownerOf(await token())}/${job}/`, folder),
  };
  return runWork(client, wish, steps);
};

/** The running stack of another process, once it is ready. */
const untilReady = async ({ home }: Stack, first: Holder): Promise<void> => {
  for (let holder: Holder | null = first; !holder.ready; ) {
    await sleep(200);
    holder = await holderOf(home);
    if (!holder) throw new Error('the stack that was starting in this folder has ended');
  }
};

/** Ends the stack on Ctrl-C, `kill`, and when the process that started us has gone; a second Ctrl-C does it at once. */
const endOnSignal = (home: HomeStack, { once }: Options, release: () => Promise<void>): void => {
  let asked = 0;
  const end = async () => {
    // One Ctrl-C may arrive twice, from the terminal and from the process above us.
    if (asked > 0 && Date.now() - asked < 500) return;
    if (asked > 0) home.kill();
    else {
      asked = Date.now();
      steps.say('\n  stopping; once more to stop at once');
      await home.stop().catch((failure) => steps.say(`  ✘ ${failure.message}`));
    }
    await release();
    // For a stack that would run for ever this is the good end.
    if (once) print(refused({ code: 'interrupted', message: 'stopped before the job had ended' }, secondsSoFar()));
    process.exit(once ? 1 : 0);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, end);
  const parent = process.ppid;
  setInterval(() => process.ppid !== parent && end(), 1000).unref();
};

/** Another process' stack was told at its start what may be fetched; nothing that a guest says changes that. */
const notTheirs = (failure: unknown, { allowLoopback }: Options, { url }: Holder): unknown => {
  if (allowLoopback === undefined || !(failure instanceof Refusal) || failure.code !== 'source.forbidden')
    return failure;
  const how = `start it with --allow-loopback=${allowLoopback}, or name another folder with --data`;
  return new Refusal(
    failure.code,
    `${failure.message}; the stack that runs at ${url} was not told to allow it: ${how}`,
  );
};

const asGuest = async (stack: Stack, holder: Holder, work: Work, options: Options): Promise<Result> => {
  const leave = await enterAsGuest(stack.home);
  try {
    await untilReady(stack, holder);
    return await runOn(stack, work);
  } catch (failure) {
    throw notTheirs(failure, options, holder);
  } finally {
    await leave();
  }
};

const start = async (options: Options): Promise<Result | null> => {
  const given = await namedIn(options);
  const stack = await openStack(options);
  const lock = await takeLock(stack.home, publicUrl(stack));
  if (!isLock(lock)) {
    if (options.once) return asGuest(stack, lock, given ?? (await sampleOf(stack, options)), options);
    throw new Refusal('stack.running', `this folder's stack is running already at ${lock.url}`);
  }
  let home: HomeStack | undefined;
  try {
    await startHomeStack(stack, steps, (started) => {
      home = started;
      endOnSignal(started, options, lock.release);
    });
    await lock.markReady();
    if (options.once) {
      const result = await runOn(stack, given ?? (await sampleOf(stack, options)));
      await untilGuestsLeft(stack.home);
      return result;
    }
    steps.say(`  ready after ${secondsSoFar().toFixed(1)} s at ${publicUrl(stack)}`);
    steps.say(welcome(stack, await firstWork(stack, given, options)));
    return await new Promise<never>(() => setInterval(() => undefined, 1 << 30));
  } finally {
    await home?.stop();
    await lock.release();
  }
};

/** What was named; without it the sample, so that there is something to see, where nobody has worked yet. */
const firstWork = async (stack: Stack, given: Work | undefined, options: Options): Promise<Result | null> => {
  try {
    if (!given && (await (await connect(stack)).client.isUsed())) return null;
    return await runOn(stack, given ?? (await sampleOf(stack, options)));
  } catch (failure) {
    return refused(errorOf(failure), 0);
  }
};

const outcome = ({ artifacts, error }: Result): string =>
  artifacts[0] ? `  Result    ${artifacts[0].path}` : `  The job failed: ${error?.message}`;

const welcome = (stack: Stack, result: Result | null): string =>
  [
    '',
    `  Console   ${publicUrl(stack)}`,
    `  User      ${demoUser}`,
    `  Password  ${stack.secrets.demoPassword}`,
    `  API       ${publicUrl(stack)}/api/docs`,
    ...(result ? [outcome(result)] : []),
    `  Data      ${stack.home.data}`,
    '',
    '  Drop a file on the console, or from another shell: npm start -- --once FILE',
    '  Ctrl-C stops everything.',
    '',
  ].join('\n');

const print = (result: Result): void => {
  process.stdout.write(`${JSON.stringify(result)}\n`);
};

const wantsJson = process.argv.includes('--once');
try {
  const options = parseOptions(process.argv.slice(2));
  if (options.help) process.stderr.write(`${usage}\n(default preset ${defaultPreset})\n`);
  else {
    const result = await start(options);
    if (result) print(result);
    process.exitCode = result && result.state !== 'succeeded' ? 1 : 0;
  }
} catch (failure) {
  const error = errorOf(failure);
  steps.say(`  ✘ ${failure instanceof Error ? failure.message : error.message}`);
  if (!(failure instanceof Refusal)) steps.say('    what each process said is in the logs folder of the data folder');
  if (wantsJson) print(refused(error, secondsSoFar()));
  process.exitCode = 1;
}
process.exit();
