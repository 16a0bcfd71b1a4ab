/** What came of a look at one address. */
export type Checked = {
  readonly url: string;
  readonly site: string;
  readonly seconds: number;
} & ({ readonly title: string | null } | { readonly code: string; readonly message: string });

/** One address a line; what follows a `#` at its beginning is for people. */
export const addressesIn = (list: string): string[] =>
  list
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'));

const lineOf = (checked: Checked): string => {
  const { url, seconds } = checked;
  const found =
    'title' in checked ? `ok    ${checked.title ?? '(no title)'}` : `FAIL  ${checked.code}: ${checked.message}`;
  return `  ${seconds.toFixed(1).padStart(6)} s  ${found}\n            ${url}\n`;
};

const isWell = (checked: Checked): boolean => 'title' in checked;

/** By site, those in trouble first. */
export const tableOf = (all: readonly Checked[]): string => {
  const failures = (some: readonly Checked[]): number => some.filter((one) => !isWell(one)).length;
  const sites = [...Map.groupBy(all, ({ site }) => site)].toSorted(
    ([a, some], [b, others]) => failures(others) - failures(some) || (a < b ? -1 : 1),
  );
  const blocks = sites.map(
    ([site, some]) => `${site}: ${some.length - failures(some)} of ${some.length}\n${some.map(lineOf).join('')}`,
  );
  return `${blocks.join('\n')}\n${all.length - failures(all)} of ${all.length} addresses can be read\n`;
};
