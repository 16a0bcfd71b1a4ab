import { expect, it } from 'vitest';
import * as z from 'zod';
import { plainWords } from '#shared/http/plain-words.ts';

const said = (schema: z.ZodType, value: unknown) =>
  schema.safeParse(value, { error: plainWords }).error?.issues[0]?.message;

it.each([
  ['another kind', z.number(), 'seven', 'expected a number, got a text'],
  ['nothing', z.string(), undefined, 'expected a text, got nothing'],
  ['a fraction', z.int(), 1.5, 'expected a whole number, got 1.5'],
  ['no number', z.number(), Number.POSITIVE_INFINITY, 'expected a number, got Infinity'],
  ['too many', z.int().max(100), 5000, 'expected at most 100, got 5000'],
  ['too few', z.int().positive(), -1, 'expected more than 0, got -1'],
  ['a text too long', z.string().max(3), 'abcd', 'expected at most 3 characters, got 4'],
  ['an empty list', z.array(z.int()).min(1), [], 'expected at least 1 entries, got 0'],
  ['none of a few', z.enum(['asc', 'desc']), 'up', 'expected one of asc, desc, got another'],
  ['no e-mail address', z.email(), 'ann', 'expected an e-mail address such as ann@example.org'],
  ['a word of its own', z.string({ error: 'a name' }), 1, 'a name'],
])('says of %s what would work', (_what, schema, value, message) => {
  expect(said(schema, value)).toBe(message);
});
