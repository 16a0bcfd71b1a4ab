import type * as z from 'zod';

const articles: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  object: 'an object',
  record: 'an object',
  array: 'a list',
  null: 'null',
};

const wanted = (expected: string): string => articles[expected] ?? `a ${expected}`;

/** What kind of thing came. Its words are not repeated: they may be a secret that was put in the wrong place. */
const given = (input: unknown): string => {
  if (input === undefined) return 'nothing';
  if (typeof input === 'number') return String(input);
  if (Array.isArray(input)) return 'a list';
  if (input === null || typeof input === 'boolean') return String(input);
  return typeof input === 'object' ? 'an object' : 'a text';
};

const units: Readonly<Record<string, string>> = { string: ' characters', array: ' entries', file: ' bytes' };

type Bound = { readonly origin: string; readonly limit: number | bigint; readonly inclusive?: boolean | undefined };

const bound = ({ origin, limit, inclusive = true }: Bound, words: readonly [string, string]): string =>
  `expected ${words[inclusive ? 0 : 1]} ${limit}${units[origin] ?? ''}`;

const sizeOf = (origin: string, input: unknown): string => {
  if (origin === 'string' || origin === 'array') return `${(input as { readonly length: number }).length}`;
  return given(input);
};

const formats: Readonly<Record<string, string>> = {
  email: 'an e-mail address such as ann@example.org',
  url: 'an address such as https://example.com/film',
  uuid: 'an id such as 0190f0d0-0000-7000-8000-000000000000',
  datetime: 'a time such as 2026-11-21T16:35:00Z',
  date: 'a day such as 2026-11-21',
};

/**
 * What is wrong with a value and what would work, for people, where its schema does not say it in words of its own.
 * Undefined leaves it to the schema library.
 */
export const plainWords = (issue: z.core.$ZodRawIssue): string | undefined => {
  const { input } = issue;
  switch (issue.code) {
    case 'invalid_type':
      return `expected ${wanted(issue.expected)}, got ${given(input)}`;
    case 'too_big':
      return `${bound({ ...issue, limit: issue.maximum }, ['at most', 'less than'])}, got ${sizeOf(issue.origin, input)}`;
    case 'too_small':
      return `${bound({ ...issue, limit: issue.minimum }, ['at least', 'more than'])}, got ${sizeOf(issue.origin, input)}`;
    case 'invalid_format': {
      const example = formats[issue.format];
      return example && `expected ${example}`;
    }
    case 'invalid_value':
      return `expected ${issue.values.length > 1 ? 'one of ' : ''}${issue.values.map(String).join(', ')}, got ${input === undefined ? 'nothing' : 'another'}`;
    case 'invalid_union':
      if (Array.isArray(issue['options'])) return `expected one of ${issue['options'].map(String).join(', ')}`;
      // without words of its own, its branches tell
      return issue.errors.length > 0 ? '' : undefined;
    default:
      return undefined;
  }
};
