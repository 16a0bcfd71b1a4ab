/** A part of a list by positions from 1, or from the end by negative ones; null is open. */
type Pick = { readonly from: number | null; readonly to: number | null };
export type Picks = readonly Pick[];

const mostParts = 500;
const one = /^-?\d{1,7}$/;
const hyphenated = /^(\d{1,7})-(\d{1,7})$/;
const colonated = /^(-?\d{1,7})?:(-?\d{1,7})?$/;

const numberOf = (text: string | undefined): number | null => (text === undefined ? null : Number(text));

const partOf = (text: string): Pick | null => {
  if (one.test(text)) return { from: Number(text), to: Number(text) };
  const [, first, last] = hyphenated.exec(text) ?? colonated.exec(text) ?? [];
  return first === undefined && last === undefined ? null : { from: numberOf(first), to: numberOf(last) };
};

const backwards = ({ from, to }: Pick): boolean =>
  from !== null && to !== null && Math.sign(from) === Math.sign(to) && from > to;

const faultOfPart = (text: string): string | null => {
  const part = partOf(text);
  if (!part) return `"${text}" is neither a number such as 8 nor a range such as 1-5, 3: or -3:`;
  if (part.from === 0 || part.to === 0) return `"${text}": items are counted from 1, and from the end by -1`;
  return backwards(part) ? `"${text}" goes backwards: the smaller number comes first` : null;
};

const partsOf = (text: string): string[] => text.split(',').map((part) => part.trim());

/** What is wrong with picks such as `1-5,8,-3:`, or null. */
export const faultOfPicks = (text: string): string | null => {
  const parts = partsOf(text);
  if (parts.length > mostParts) return `at most ${mostParts} numbers and ranges`;
  return parts.map(faultOfPart).find((fault) => fault !== null) ?? null;
};

/** Of a text that has no fault. */
export const picksOf = (text: string): Picks => partsOf(text).flatMap((part) => partOf(part) ?? []);

/** The position that is wanted last, when the length of the list does not matter for it; else null. */
export const lastPicked = (picks: Picks): number | null => {
  const isBounded = picks.every(({ from, to }) => (from === null || from > 0) && to !== null && to > 0);
  return isBounded ? Math.max(...picks.map(({ to }) => to ?? 0)) : null;
};

const fromStart = (position: number, count: number): number => (position < 0 ? count + position + 1 : position);

/** Whether the item at `index` of a list of `count` is picked. */
export const isPicked = (picks: Picks, index: number, count: number): boolean =>
  picks.some(({ from, to }) => index >= fromStart(from ?? 1, count) && index <= fromStart(to ?? -1, count));
