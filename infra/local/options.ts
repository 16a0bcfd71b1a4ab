import { Refusal } from './refusal.ts';

/** What `npm start` was asked for. */
export type Options = {
  readonly file?: string;
  /** What to fetch, in place of a file. */
  readonly url?: string;
  readonly once: boolean;
  readonly preset: string;
  /** What to make of what was fetched; absent leaves it as it is. */
  readonly then?: string;
  /** Ports of this machine that may be fetched from, by comma; those of other machines are anybody's. */
  readonly allowLoopback?: string;
  readonly data?: string;
  readonly help: boolean;
};

export const defaultPreset = 'h264-1080p';

export const usage = `npm start                                  start everything; the first time run a sample through it
npm start -- FILE                          the same with your file, every time
npm start -- --once [FILE] [--preset P]    run one file or the sample, print one JSON line, stop
npm start -- --once URL [--then P]         fetch what the address shows, and make P of it
              --allow-loopback[=PORTS]     the address may be on this machine; PORTS by comma, else the address's own
              --data DIR                   keep everything of this stack in DIR (also REELMILL_DATA)`;

const valued = ['--preset', '--then', '--data'] as const;
const loopback = '--allow-loopback';

type Words = {
  readonly subjects: readonly string[];
  readonly values: Readonly<Record<string, string>>;
  readonly flags: ReadonlySet<string>;
};

const takeValue = (name: string, rest: string[]): string => {
  const value = rest.shift();
  if (value === undefined || value.startsWith('--')) throw invalid(`${name} needs a value`);
  return value;
};

const invalid = (message: string) => new Refusal('request.invalid', message);

/** FILE or URL stands by position anywhere among the flags; what follows `--` is never a flag. */
const readWords = (args: readonly string[]): Words => {
  const subjects: string[] = [];
  const values: Record<string, string> = {};
  const flags = new Set<string>();
  const rest = [...args];
  for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
    const [name = '', inline] = word.split(/=(.*)/s);
    if (word === '--') subjects.push(...rest.splice(0));
    else if (word === '--once' || word === '--help' || word === '-h' || word === loopback) flags.add(word);
    else if (name === loopback) values[name] = inline ?? '';
    else if ((valued as readonly string[]).includes(name)) values[name] = inline ?? takeValue(name, rest);
    else if (word.startsWith('-') && word !== '-') throw invalid(`unknown flag ${word}; try --help`);
    else subjects.push(word);
  }
  if (subjects.length > 1) throw invalid(`one file at a time, got ${subjects.join(', ')}`);
  return { subjects, values, flags };
};

/** The port that an address names or stands for; null for what is no address. */
const portOf = (url: string | undefined): string | null => {
  if (url === undefined || !URL.canParse(url)) return null;
  const { port, protocol } = new URL(url);
  return port || (protocol === 'https:' ? '443' : '80');
};

const portsOf = ({ values, flags }: Words, url: string | undefined): string | undefined => {
  const named = values[loopback];
  if (named === undefined && !flags.has(loopback)) return undefined;
  const ports = named ?? portOf(url);
  if (ports !== null && /^\d{1,5}(,\d{1,5})*$/.test(ports)) return ports;
  const what = named === undefined ? 'without an address needs' : 'takes';
  throw invalid(`${loopback} ${what} ports, such as ${loopback}=8080,9000`);
};

/** A word with a scheme is an address; of other schemes than the web's it is refused as the API refuses it. */
const addressIn = (subject: string | undefined): string | undefined => {
  const scheme = /^([a-z][a-z0-9+.-]+:)\/\//i.exec(subject ?? '')?.[1]?.toLowerCase();
  if (scheme === undefined || scheme === 'http:' || scheme === 'https:') return scheme && subject;
  throw new Refusal('source.forbidden', `the address begins with ${scheme}, and only http: and https: are fetched`);
};

export const parseOptions = (args: readonly string[]): Options => {
  const words = readWords(args);
  const { values, flags } = words;
  const [subject] = words.subjects;
  const url = addressIn(subject);
  const then = values['--then'];
  if (url === undefined && then !== undefined) throw invalid('--then needs an address; for a file say --preset');
  if (url !== undefined && values['--preset'] !== undefined)
    throw invalid('--preset is for files; for an address say --then');
  const allowLoopback = portsOf(words, url);
  return {
    ...(url === undefined ? { file: subject } : { url }),
    once: flags.has('--once'),
    help: flags.has('--help') || flags.has('-h'),
    preset: values['--preset'] ?? defaultPreset,
    ...(then !== undefined && { then }),
    ...(allowLoopback !== undefined && { allowLoopback }),
    data: values['--data'],
  };
};
