import { readFile } from 'node:fs/promises';
import { getSystemErrorMessage } from 'node:util';

/** The text of a file that somebody named; throws with what it was to be, and why it cannot be read. */
export const readNamed = (path: string, what: string): Promise<string> =>
  readFile(path, 'utf8').catch((failure: NodeJS.ErrnoException) => {
    const why = failure.errno === undefined ? failure.message : getSystemErrorMessage(failure.errno);
    throw new Error(`the ${what} ${path} cannot be read: ${why}`, { cause: failure });
  });
