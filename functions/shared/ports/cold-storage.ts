import type { StoredObject } from './media-store.ts';

export type Frost = {
  readonly state: StoredObject['state'];
  /** The longest that it may take until everything can be read; 0 when it can. */
  readonly hours: number;
};

/**
 * What lifecycle rules moved to classes that cannot be read at once. By place: a folder, which ends with a slash, or one
 * object. A ladder is a folder of many objects, of which some are too small to ever be moved: its playlist alone would
 * tell nothing.
 */
export type ColdStorage = {
  /** The object at the place that is furthest from being readable. */
  readonly look: (place: string) => Promise<Frost>;
  /** Asks for a copy, to stay for `days`, of every frozen object at the place; again is as once. */
  readonly restore: (place: string, days: number) => Promise<Frost>;
};
