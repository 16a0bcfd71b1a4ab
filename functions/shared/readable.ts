import { EngineError } from './errors.ts';
import type { StoredObject } from './ports/media-store.ts';

/** The object that was looked up, when its bytes can be read now; else says which of the two reasons it is. */
export const readable = (object: StoredObject | null, key: string): StoredObject => {
  if (!object) throw new EngineError('source.not-found', `there is nothing at ${key}`);
  if (object.state !== 'ready') throw new EngineError('artifact.frozen', `${key} has to be restored first`);
  return object;
};
