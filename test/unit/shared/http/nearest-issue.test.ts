import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { transcodeRequest } from '#media/schema.ts';
import { plainWords } from '#shared/http/plain-words.ts';
import { invalid } from '#shared/http/problem.ts';

const id = '0190f0d0-0000-7000-8000-000000000000';
const said = (schema: z.ZodType, value: unknown) => {
  const { error } = schema.safeParse(value, { error: plainWords });
  if (!error) throw new Error('it was taken');
  const { field, message } = invalid(error);
  return [field, message];
};

describe('what is wrong with the source of a transcode', () => {
  it.each([
    ['none of its kinds is named', {}, 'source', 'source: needs upload, or key, or job and artifact'],
    ['half of a kind', { job: id }, 'source.artifact', /expected a text, got nothing$/],
    ['a kind with a wrong value', { key: 1 }, 'source.key', /expected a text, got 1$/],
    ['an address that is none', { upload: 'x' }, 'source.upload', /expected an id such as/],
    ['a key elsewhere', { key: 'processed/a' }, 'source.key', 'source.key: a key under raw/'],
    ['a field that there is not', { upload: id, colour: 'red' }, 'source.colour', /there is no such field$/],
    ['two kinds at once', { upload: id, key: 'raw/a' }, 'source.key', /there is no such field$/],
    ['no object at all', 'raw/a.mp4', 'source', /expected \{"upload": ID\}, \{"key": "raw\/…"\} or/],
  ])('is told by field and by what would work: %s', (_what, source, field, message) => {
    const [at, text] = said(transcodeRequest, { source });

    expect(at?.startsWith(field)).toBe(true);
    expect(text).toMatch(message);
  });

  it('is told when it is not there', () => {
    expect(said(transcodeRequest, {})).toEqual(['source', expect.stringContaining('expected {"upload": ID}')]);
  });

  it('is told of a wish within the rendition', () => {
    const rendition = { container: 'mp4', audioChannels: 3 };
    const [field, message] = said(transcodeRequest, { source: { upload: id }, rendition });

    expect(field).toBe('rendition.audioChannels');
    for (const count of [1, 2, 6]) expect(message).toContain(`expected ${count}`);
  });
});

describe('a union within a union', () => {
  it('is followed to the branch that was meant', () => {
    const nested = z.union([z.string(), z.strictObject({ a: z.union([z.int(), z.boolean()]) })]);

    expect(said(nested, { a: 'x' })).toEqual([
      'a',
      expect.stringMatching(/expected a number.*, or .*expected true or false/),
    ]);
  });

  it('names the values of a field that decides', () => {
    const decided = z.discriminatedUnion('do', [
      z.strictObject({ do: z.literal('cut') }),
      z.strictObject({ do: z.literal('join') }),
    ]);

    expect(said(decided, { do: 'mix' })).toEqual(['do', 'do: expected one of cut, join']);
  });
});
