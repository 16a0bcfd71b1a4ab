import * as z from 'zod';

/** Names a queue of work. Whoever takes from it says so; nobody else does. */
export const queueTag = z
  .string()
  .regex(/^[a-z][a-z0-9-]{0,30}$/, 'expected up to 31 of a-z, 0-9 and -, from a letter on');

/** What an installation always has: for work that keeps processors busy, and for work that mostly waits for sites. */
export const usualTags = ['compute', 'network'] as const;

/** More than a machine has cores, since they wait: the goal is ten downloads and more at once on one worker. */
const networkSlots = 12;

/** Operations of a tag that one worker does at once. */
export const slotsOf = (tag: string, cores: number): number => (tag === 'network' ? networkSlots : cores);
