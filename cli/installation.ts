import { InvalidArgumentError } from 'commander';
import { readKey } from './read-key.ts';

/** EX_USAGE of sysexits(3). */
export const usage = { exitCode: 64 };

export const address = (text: string): string => {
  if (URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)) return text;
  throw new InvalidArgumentError('expected an address such as https://media.example.com');
};

export type InstallationOptions = { readonly url?: string; readonly keyFile?: string };

/** Where the installation is, and the key that it gave; throws with what to do when either is missing. */
export const installationOf = async (
  options: InstallationOptions,
  env: NodeJS.ProcessEnv = process.env,
): Promise<{ readonly url: string; readonly key: string }> => {
  const url = options.url ?? env['REELMILL_URL'];
  if (!url) throw new Error('say by --url or REELMILL_URL where the installation is');
  return { url: url.replace(/\/+$/, ''), key: await readKey(options.keyFile, env) };
};
