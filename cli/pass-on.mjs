import { constants } from 'node:os';

/**
 * Passes signals on to a child that shares our terminal; its exit code once it has ended, with a signal's as shells
 * give it.
 */
export const passOn = (child) => {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  return new Promise((ended, failed) => {
    child.once('error', failed);
    child.once('exit', (code, signal) => ended(code ?? 128 + constants.signals[signal]));
  });
};
