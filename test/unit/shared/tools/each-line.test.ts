import { Readable } from 'node:stream';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { eachLine } from '#shared/tools/each-line.ts';

const linesOf = async (chunks: readonly (string | Buffer)[], most = 1000) => {
  const lines: string[] = [];
  await eachLine(Readable.from(chunks, { objectMode: false }), most, (line) => void lines.push(line));
  return lines;
};

test.each([
  [['a\nb\n'], ['a', 'b']],
  [['a\r\nb\rc'], ['a', 'b', 'c']],
  [
    ['a\r', '\nb'],
    ['a', 'b'],
  ],
  [
    ['a\n', '\nb'],
    ['a', '', 'b'],
  ],
  [['one ', 'line'], ['one line']],
  [[], []],
])('%j is read as %j', async (chunks, lines) => expect(await linesOf(chunks)).toEqual(lines));

test('a character that is cut in two by a chunk stays whole', async () => {
  const bytes = Buffer.from('né\n');
  expect(await linesOf([bytes.subarray(0, 2), bytes.subarray(2)])).toEqual(['né']);
});

test('of an endless line the beginning is kept, and the next one whole', async () => {
  expect(await linesOf(['x'.repeat(600), `${'x'.repeat(600)}\nnext\n`])).toEqual(['x'.repeat(1000), 'next']);
});

test('lines are the same however the stream was cut', async () => {
  const text = fc.array(fc.constantFrom('a', 'é', '\n', '\r\n', ' '), { minLength: 1 }).map((parts) => parts.join(''));
  await fc.assert(
    fc.asyncProperty(text, fc.nat(), async (whole, at) => {
      const cut = 1 + (at % whole.length);
      expect(await linesOf([whole.slice(0, cut), whole.slice(cut)])).toEqual(await linesOf([whole]));
    }),
  );
});
