import type { Caller } from '#shared/caller.ts';
import { EngineError } from '#shared/errors.ts';

/** A key that was stolen must neither outlive its end by keys that it makes, nor lock its owner out. */
export const mustBePerson = ({ key }: Caller): void => {
  if (key !== undefined)
    throw new EngineError('auth.forbidden', 'keys are made and revoked by who signs in, not by a key');
};
