/**
 * Which items of a list are meant, in the words of the API: `1-5,8,-3:` are the first five, the eighth and the last
 * three; here also `all`, and nothing at all for none. All pure.
 */

type Range = { readonly from: number; readonly to: number };

export const allOfThem = 'all';

const mostParts = 500;
const longest = 4000;

const one = /^-?\d{1,7}$/;
const hyphenated = /^(\d{1,7})-(\d{1,7})$/;
const colonated = /^(-?\d{1,7})?:(-?\d{1,7})?$/;

type Part = { readonly from: number | null; readonly to: number | null };

const numberOf = (text: string | undefined): number | null => (text ? Number(text) : null);

const partOf = (text: string): Part | null => {
  if (one.test(text)) return { from: Number(text), to: Number(text) };
  const [, first, last] = hyphenated.exec(text) ?? colonated.exec(text) ?? [];
  return first === undefined && last === undefined ? null : { from: numberOf(first), to: numberOf(last) };
};

const textsOf = (picks: string): string[] =>
  picks
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean);

const isAll = (picks: string): boolean => picks.trim().toLowerCase() === allOfThem;

const faultOfPart = (text: string): string | null => {
  const part = partOf(text);
  if (!part) return `“${text}” is neither a number such as 8 nor a range such as 1-5, 3: or -3:.`;
  const { from, to } = part;
  if (from === 0 || to === 0) return 'Items are counted from 1, and from the end by -1.';
  const backwards = from !== null && to !== null && Math.sign(from) === Math.sign(to) && from > to;
  return backwards ? `“${text}” goes backwards: the smaller number comes first.` : null;
};

/** What is wrong with picks, as a sentence; null when they can be sent. */
export const faultOfPicks = (picks: string): string | null => {
  if (isAll(picks)) return null;
  const texts = textsOf(picks);
  const fault = texts.map(faultOfPart).find((found) => found !== null);
  if (fault) return fault;
  return texts.length > mostParts || picks.length > longest
    ? `At most ${mostParts} numbers and ranges. Pick all, and leave some out by a filter.`
    : null;
};

const fromStart = (place: number, count: number | null): number =>
  place > 0 ? place : count === null ? Number.NaN : Math.max(1, count + place + 1);

/** Of a list of unknown length, what is counted from its end cannot be told, and is kept as it was written. */
const rangesOf = (picks: string, count: number | null): { ranges: Range[]; kept: string[] } => {
  if (isAll(picks)) return { ranges: [{ from: 1, to: Number.POSITIVE_INFINITY }], kept: [] };
  const ranges: Range[] = [];
  const kept: string[] = [];
  for (const text of textsOf(picks)) {
    const part = partOf(text);
    const from = fromStart(part?.from ?? 1, count);
    const to = part?.to == null ? Number.POSITIVE_INFINITY : fromStart(part.to, count);
    if (Number.isNaN(from) || Number.isNaN(to)) kept.push(text);
    else if (part && from <= to) ranges.push({ from, to });
  }
  return { ranges, kept };
};

const joined = (ranges: readonly Range[]): Range[] => {
  const whole: Range[] = [];
  for (const range of ranges.toSorted((a, b) => a.from - b.from)) {
    const last = whole.at(-1);
    if (last && range.from <= last.to + 1) whole[whole.length - 1] = { ...last, to: Math.max(last.to, range.to) };
    else whole.push(range);
  }
  return whole;
};

const sayRange = ({ from, to }: Range): string => {
  if (to === Number.POSITIVE_INFINITY) return `${from}:`;
  return from === to ? `${from}` : `${from}-${to}`;
};

export const isPicked = (picks: string, place: number, count: number | null): boolean =>
  rangesOf(picks, count).ranges.some(({ from, to }) => place >= from && place <= to);

const within = ({ from, to }: Range, count: number | null): Range => ({
  from,
  to: count === null ? to : Math.min(to, count),
});

const write = (ranges: readonly Range[], kept: readonly string[], count: number | null): string => {
  const whole = joined(ranges.map((range) => within(range, count)).filter(({ from, to }) => from <= to));
  const [first, ...others] = whole;
  const isWhole = first?.from === 1 && others.length === 0 && first.to >= (count ?? Number.POSITIVE_INFINITY);
  return isWhole ? allOfThem : [...whole.map(sayRange), ...kept].join(',');
};

/** The picks with one more item, or with one less. */
export const withPick = (picks: string, place: number, picked: boolean, count: number | null): string => {
  const { ranges, kept } = rangesOf(picks, count);
  if (picked) return write([...ranges, { from: place, to: place }], kept, count);
  const left = ranges
    .map((range) => within(range, count))
    .flatMap(({ from, to }) =>
      place < from || place > to
        ? [{ from, to }]
        : [
            { from, to: place - 1 },
            { from: place + 1, to },
          ].filter((range) => range.from <= range.to),
    );
  return write(left, kept, count);
};

/** How many are picked; null where that hangs on how long the list is. */
export const countPicked = (picks: string, count: number | null): number | null => {
  const { ranges, kept } = rangesOf(picks, count);
  const sizes = joined(ranges.map((range) => within(range, count))).map(({ from, to }) => Math.max(0, to - from + 1));
  const sum = sizes.reduce((all, size) => all + size, 0);
  return kept.length > 0 || sum === Number.POSITIVE_INFINITY ? null : sum;
};

/** As the API takes them; undefined for all. */
export const itemsOf = (picks: string): string | undefined => (isAll(picks) ? undefined : textsOf(picks).join(','));
