import { env } from './env.ts';
import { EngineError } from './errors.ts';
import type { GuardRules } from './guard/judge-url.ts';

/**
 * What this installation lets through, for routes that judge an address by its text and for the guard of a run alike.
 * Loopback is for tests and sites on the same machine: in AWS nothing is given the variable.
 */
export const guardRules = (): GuardRules => {
  const ports = env('REELMILL_ALLOW_LOOPBACK');
  if (ports.length === 0) return {};
  if (!env('REELMILL_HOME'))
    throw new EngineError('internal', 'REELMILL_ALLOW_LOOPBACK is for an installation at home, and this is none');
  return { allowLoopback: ports };
};
