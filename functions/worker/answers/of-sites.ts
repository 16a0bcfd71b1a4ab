import { isErrorCode } from '#shared/errors.ts';
import type { Answers } from './ports.ts';

/** Turns at sites, which all workers share. */
export const ofSites: Answers<'ask-turn' | 'keep-turn' | 'end-turn'> = {
  'ask-turn': ({ site, turn }, { turns }) => turns.ask(site, turn),
  'keep-turn': async ({ site, turn }, { turns }) => {
    await turns.keep(site, turn);
    return {};
  },
  'end-turn': async ({ site, turn, failedAs, retryAfterSeconds }, { turns }) => {
    // a newer worker may know a code that this installation does not
    const code = failedAs === undefined || isErrorCode(failedAs) ? failedAs : 'internal';
    await turns.end(site, turn, { failedAs: code, retryAfterSeconds });
    return {};
  },
};
