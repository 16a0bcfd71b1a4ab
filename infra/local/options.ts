import { Refusal } from './refusal.ts';

/** What `npm start` was asked for. */
export type Options = {
  readonly file?: string;
  readonly once: boolean;
  readonly preset: string;
  readonly data?: string;
  readonly help: boolean;
};

export const defaultPreset = 'h264-1080p';

export const usage = `npm start                                  start everything; the first time run a sample through it
npm start -- FILE                          the same with your file, every time
npm start -- --once [FILE] [--preset P]    run one file or the sample, print one JSON line, stop
              --data DIR                   keep everything of this stack in DIR (also REELMILL_DATA)`;

const valued = ['--preset', '--data'] as const;

/** FILE stands by position anywhere among the flags; what follows `--` is never a flag. */
export const parseOptions = (args: readonly string[]): Options => {
  const files: string[] = [];
  const values: Record<string, string> = {};
  const rest = [...args];
  let once = false;
  let help = false;
  for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
    const [name = '', inline] = word.split(/=(.*)/s);
    if (word === '--') files.push(...rest.splice(0));
    else if (word === '--once') once = true;
    else if (word === '--help' || word === '-h') help = true;
    else if ((valued as readonly string[]).includes(name)) values[name] = inline ?? takeValue(name, rest);
    else if (word.startsWith('-') && word !== '-')
      throw new Refusal('request.invalid', `unknown flag ${word}; try --help`);
    else files.push(word);
  }
  if (files.length > 1) throw new Refusal('request.invalid', `one file at a time, got ${files.join(', ')}`);
  return { file: files[0], once, help, preset: values['--preset'] ?? defaultPreset, data: values['--data'] };
};

const takeValue = (name: string, rest: string[]): string => {
  const value = rest.shift();
  if (value === undefined || value.startsWith('--')) throw new Refusal('request.invalid', `${name} needs a value`);
  return value;
};
