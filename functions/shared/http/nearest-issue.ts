import type * as z from 'zod';

type Issue = z.core.$ZodIssue;
type Found = { readonly path: readonly PropertyKey[]; readonly message: string };

const nameOf = (path: readonly PropertyKey[]): string => path.map(String).join('.');

/** What each branch wants: `upload, or key, or job and artifact`. */
const wants = (branches: readonly (readonly Issue[])[]): string =>
  branches
    .map((issues) => issues.filter(({ code }) => code !== 'unrecognized_keys').map(({ path }) => nameOf(path)))
    .filter((names) => names.length > 0)
    .map((names) => names.join(' and '))
    .join(', or ');

/**
 * A union says only that nothing fits. What helps is the branch that was meant: the one of which the fewest problems lie
 * with the value as a whole, such as a field that the branch does not have. Of several, one that has all it needs, else
 * all that would work.
 */
const meant = (branches: readonly (readonly Issue[])[]): Found => {
  const strange = branches.map((issues) => issues.filter(({ path }) => path.length === 0).length);
  const near = branches.filter((_issues, at) => strange[at] === Math.min(...strange));
  const whole = near.filter((issues) => issues.every(({ code }) => code === 'unrecognized_keys'));
  const left = whole.length > 0 ? whole.slice(0, 1) : near;
  const found = left.map(([first]) => nearestIssue(first as Issue));
  const [first] = found as [Found];
  if (found.some(({ path }) => nameOf(path) !== nameOf(first.path)))
    return { path: [], message: `needs ${wants(left)}` };
  return { path: first.path, message: [...new Set(found.map(({ message }) => message))].join(', or ') };
};

/** The value is no object, list or text at all where the branch wants one: the union itself says what would do. */
const isOfAnotherKind = (issues: readonly Issue[]): boolean =>
  issues.some(({ code, path }) => code === 'invalid_type' && path.length === 0);

/** Where a request is wrong and what would work there. */
export const nearestIssue = (issue: Issue): Found => {
  if (issue.code === 'unrecognized_keys')
    return { path: [...issue.path, ...issue.keys.slice(0, 1)], message: 'there is no such field' };
  if (issue.code !== 'invalid_union' || issue.errors.length === 0) return { path: issue.path, message: issue.message };
  if (issue.message && issue.errors.every(isOfAnotherKind)) return { path: issue.path, message: issue.message };
  const { path, message } = meant(issue.errors);
  return { path: [...issue.path, ...path], message };
};
