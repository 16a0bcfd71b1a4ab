import type { Cookie } from '../cookies/cookie.ts';
import type { JarFacts } from '../cookies/jar-facts.ts';
import type { JarOf } from './cookie-jars.ts';

/** The cookies of one site, as their owner sees them. */
export type KeptJar = JarFacts & {
  readonly id: string;
  readonly owner: string;
  readonly site: string;
  /** Tells two accounts at one site apart. */
  readonly name: string;
  readonly createdAt: string;
  /** When its owner or a site last changed it. */
  readonly changedAt: string;
  /** To the hour; absent when no job has used it. */
  readonly usedAt?: string | undefined;
};

/** What is pushed: who, for which site, and when. */
export type JarToKeep = Pick<KeptJar, 'owner' | 'site' | 'name'>;

/** Cookies of owners, in the hands of routes: values only go in. */
export type KeptCookies = {
  /** In place of those that the owner had for the site under the name, if any: they keep their id. */
  readonly put: (
    jar: JarToKeep,
    cookies: readonly Cookie[],
    now: Date,
  ) => Promise<{ readonly jar: KeptJar; readonly replaced: boolean }>;
  /** By site and name. */
  readonly list: (owner: string, now: Date) => Promise<KeptJar[]>;
  readonly find: (jar: JarOf, now: Date) => Promise<KeptJar | null>;
  /** For good; false when there are none. */
  readonly erase: (jar: JarOf) => Promise<boolean>;
};
