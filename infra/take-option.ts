/** An option's value, if it is given, and all else that was: that is another program's to read. */
export const takeOption = (
  name: string,
  given: readonly string[],
): readonly [value: string | undefined, rest: readonly string[]] => {
  const at = given.indexOf(name);
  if (at < 0) return [undefined, given];
  const value = given[at + 1];
  if (!value || value.startsWith('-')) throw new Error(`${name} needs a value`);
  return [value, given.toSpliced(at, 2)];
};
