import { readNamed } from './read-named.ts';

/** The key from the file, else from the environment; throws with what to do. */
export const readKey = async (file: string | undefined, env: NodeJS.ProcessEnv): Promise<string> => {
  const key = (file === undefined ? env['REELMILL_KEY'] : await readNamed(file, 'key file'))?.trim();
  if (!key) throw new Error(file === undefined ? 'give a key by --key-file or REELMILL_KEY' : `${file} is empty`);
  if (!key.startsWith('rm_')) throw new Error('a key begins with rm_; this is something else');
  return key;
};
