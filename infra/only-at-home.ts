import type { Target } from './settings.ts';

/** What only an installation at home may be told; see functions/shared/tools/yt-dlp.ts and functions/shared/guard-rules.ts. */
const variables = ['REELMILL_TEST_EXTRACTORS', 'REELMILL_ALLOW_LOOPBACK'];

/** No function in AWS is given these. Whoever has one set in a deployment believes that it does something there. */
export const assertOnlyAtHome = (target: Target, environment: NodeJS.ProcessEnv): void => {
  const found = target === 'local' ? [] : variables.filter((name) => environment[name]);
  if (found.length > 0) throw new Error(`${found.join(' and ')} is for tests at home, and not for target ${target}`);
};
