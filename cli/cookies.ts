import { join } from 'node:path';
import { Argument, Command, CommanderError, Option } from 'commander';
import { installed } from '../infra/local/home.ts';
import { ensureYtDlp } from '../infra/local/install/yt-dlp.mjs';
import { browsers, readBrowser } from './browser-cookies.ts';
import { bySite, joinLines, linesIn, listIn } from './cookie-sites.ts';
import { type CookiesToPush, cookiesApi, type KeptCookies } from './cookies-api.ts';
import { address, type InstallationOptions, installationOf, usage } from './installation.ts';
import { readNamed } from './read-named.ts';

type PushOptions = InstallationOptions & {
  readonly browser?: string;
  readonly profile?: string;
  readonly site?: readonly string[];
  readonly name?: string;
};

const example = `
Examples:
  $ reelmill cookies push --browser firefox --site example.com
  $ reelmill cookies push cookies.txt --site example.com --name "second account"
  $ reelmill cookies list

The key is one of scope "write", read from a file or from REELMILL_KEY. Only the cookies of the
sites that you name leave this machine.`;

const ofText = (text: string, wanted: readonly string[] | undefined): CookiesToPush[] =>
  bySite(linesIn(text), wanted).map(({ site, cookies }) => ({ format: 'netscape', site, cookies: joinLines(cookies) }));

const ofList = (text: string, wanted: readonly string[] | undefined): CookiesToPush[] =>
  bySite(listIn(text), wanted).map(({ site, cookies }) => ({ format: 'json', site, cookies }));

const ofFile = async (path: string, wanted: readonly string[] | undefined): Promise<CookiesToPush[]> => {
  const text = await readNamed(path, 'cookie file');
  return /^\ufeff?\s*[[{]/.test(text) ? ofList(text.replace(/^\ufeff/, ''), wanted) : ofText(text, wanted);
};

const ofBrowser = async (browser: string, { profile, site }: PushOptions): Promise<CookiesToPush[]> => {
  if (await ensureYtDlp()) console.error('installed yt-dlp');
  return ofText(await readBrowser({ browser, profile }, join(installed.tools, 'yt-dlp')), site);
};

const ends = ({ expired, expiresAt }: KeptCookies): string => {
  if (expired) return 'expired';
  return expiresAt === undefined ? 'until the site ends the session' : `until ${expiresAt.slice(0, 10)}`;
};

const say = (line: string): void => void process.stdout.write(`${line}\n`);
const tell = (kept: KeptCookies): void =>
  say(
    [kept.id, kept.site, kept.name, `${kept.count} ${kept.count === 1 ? 'cookie' : 'cookies'}`, ends(kept)].join('  '),
  );

const push = async (file: string | undefined, options: PushOptions, command: Command): Promise<void> => {
  const { browser, site, name } = options;
  if ((file === undefined) === (browser === undefined))
    return command.error('error: give either a file or --browser', usage);
  const api = cookiesApi(await installationOf(options));
  const jars = file === undefined ? await ofBrowser(browser ?? '', options) : await ofFile(file, site);
  for (const jar of jars) tell(await api.push({ ...jar, ...(name !== undefined && { name }) }));
};

const list = async (options: InstallationOptions): Promise<void> => {
  const all = await cookiesApi(await installationOf(options)).list();
  for (const kept of all) tell(kept);
  // beside the lines that programs read
  if (all.length === 0) console.error('no cookies are kept');
};

const erase = async (id: string, options: InstallationOptions): Promise<void> => {
  await cookiesApi(await installationOf(options)).erase(id);
  say(`${id}  erased`);
};

type Action<A extends unknown[]> = (...args: A) => Promise<void>;

/** What went wrong as one line, without the trace of a program. */
const told =
  <A extends unknown[]>(action: Action<A>): Action<A> =>
  async (...args) => {
    const command = args.at(-1) as Command;
    await action(...args).catch((failure: Error) => {
      if (failure instanceof CommanderError) throw failure;
      command.error(`error: ${failure.message}`, { exitCode: 1 });
    });
  };

const collected = (one: string, before: readonly string[] = []): string[] => [...before, one];

const within = (command: Command): Command =>
  command
    .option('--url <url>', 'address of the installation (REELMILL_URL)', address)
    .option('--key-file <path>', 'file with the key (REELMILL_KEY)');

export const cookiesCommand = (): Command =>
  new Command('cookies')
    .description('Lend an installation the cookies of sites that want a sign-in')
    .addHelpText('after', example)
    .addCommand(
      within(new Command('push').description('Send the cookies of a site, in place of those sent before'))
        .addArgument(new Argument('[file]', 'a cookies.txt, or JSON as a browser extension exports it'))
        .addOption(new Option('--browser <name>', 'read them from a browser on this machine').choices(browsers))
        .option('--profile <name>', 'its profile, by name or folder; the one used last unless told')
        .option('--site <domain>', 'whose to send; again for more', collected)
        .option('--name <name>', 'tells two accounts at one site apart')
        .action(told(push)),
    )
    .addCommand(
      within(new Command('list').description('Show what is kept: never the cookies themselves')).action(told(list)),
    )
    .addCommand(
      within(new Command('delete').description('Erase cookies for good')).argument('<id>').action(told(erase)),
    );
