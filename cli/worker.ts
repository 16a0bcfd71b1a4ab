import { spawn } from 'node:child_process';
import { delimiter, join } from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import { maker } from '../infra/constructs/maker.ts';
import { node24, root } from '../infra/local/bootstrap.mjs';
import { address, type InstallationOptions, installationOf, usage } from './installation.ts';
import { ensureMediaTools } from './media-tools.mjs';
import { passOn } from './pass-on.mjs';

type Options = InstallationOptions & {
  readonly slots?: number;
  readonly tag?: readonly string[];
  readonly scratch?: string;
};

const example = `
Example:
  $ reelmill worker --url https://media.example.com --key-file ./reelmill.key --slots 4
  $ reelmill worker --url https://media.example.com --key-file ./reelmill.key --tag home --slots 8

The key is one of scope "worker": an administrator makes it by POST /api/v1/keys. It is read from
the file, or from REELMILL_KEY; never from an argument, which others on this machine could see.
Ctrl-C gives back what is being worked on. Exit code 77: the installation turned the key away.`;

const slots = (text: string): number => {
  const number = Number(text);
  if (Number.isInteger(number) && number >= 1 && number <= 64) return number;
  throw new InvalidArgumentError('expected 1 to 64');
};

const tag = (text: string, before: readonly string[] = []): readonly string[] => {
  if (/^[a-z][a-z0-9-]{0,30}$/.test(text)) return [...before, text];
  throw new InvalidArgumentError('expected up to 31 of a-z, 0-9 and -, from a letter on');
};

const work = async (options: Options, command: Command): Promise<void> => {
  const { url, key } = await installationOf(options).catch((failure: Error) =>
    command.error(`error: ${failure.message}`, usage),
  );
  const tools = await ensureMediaTools((line) => console.error(line));
  const args = ['--disable-warning=ExperimentalWarning', join(root, 'functions/worker/remote.ts')];
  const env = {
    ...process.env,
    PATH: [tools, process.env['PATH']].join(delimiter),
    REELMILL_URL: url,
    REELMILL_KEY: key,
    REELMILL_MAKER: maker(),
    ...(options.slots !== undefined && { REELMILL_WORKER_SLOTS: String(options.slots) }),
    ...(options.tag !== undefined && { REELMILL_WORKER_TAGS: options.tag.join(',') }),
    ...(options.scratch !== undefined && { REELMILL_SCRATCH: options.scratch }),
  };
  process.exitCode = await passOn(spawn(node24, args, { env, stdio: 'inherit' }));
};

export const workerCommand = (): Command =>
  new Command('worker')
    .description('Take work from an installation, and do it on this machine')
    .option('--url <url>', 'address of the installation (REELMILL_URL)', address)
    .option('--key-file <path>', 'file with the key (REELMILL_KEY)')
    .option('--tag <tag>', 'take work of this tag alone; again for more; compute and network unless told', tag)
    .option(
      '--slots <number>',
      'operations at once of each tag; unless told 12 of network, else as many as cores',
      slots,
    )
    .option('--scratch <folder>', 'where to work; the temporary folder unless told (REELMILL_SCRATCH)')
    .addHelpText('after', example)
    .action((options: Options, command: Command) => work(options, command));
