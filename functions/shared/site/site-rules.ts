import * as z from 'zod';

/** How a site is treated. */
export type SiteRule = {
  /** Turns that begin in a minute; as many as there may be at once begin without waiting. */
  readonly perMinute: number;
  /** Turns at once: looks and fetches together. */
  readonly atOnce: number;
  /** After how many refusals in a row it is left in peace. */
  readonly refusals: number;
  /** For how long at first; doubled each time that it refuses again. */
  readonly coolDownSeconds: number;
  /** For how long at most, whatever it asks for. */
  readonly longestSeconds: number;
};

const usual: SiteRule = { perMinute: 30, atOnce: 6, refusals: 5, coolDownSeconds: 60, longestSeconds: 3600 };

const seconds = z.number().positive().max(86_400);
const change = z
  .strictObject({
    perMinute: z.number().positive().max(100_000),
    atOnce: z.int().positive().max(10_000),
    refusals: z.int().positive().max(1000),
    coolDownSeconds: seconds,
    longestSeconds: seconds,
  })
  .partial();

/** What differs from the usual: of one site by its registrable domain, of all under `*`. */
export const siteChanges = z.record(z.string().min(1), change);
export type SiteChanges = z.infer<typeof siteChanges>;

export const ruleOf = (site: string, changes: SiteChanges): SiteRule =>
  ({ ...usual, ...changes['*'], ...changes[site] }) as SiteRule;
