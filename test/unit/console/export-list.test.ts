import { expect, test } from 'vitest';
import type { BatchItem } from '../../../console/src/api/source-types.ts';
import { asAddresses, asCsv } from '../../../console/src/batch/export-list.ts';

const anItem = (known: Partial<BatchItem>): BatchItem => ({
  ...{ index: 1, url: 'https://example.com/1', title: null, refused: null, job: null },
  ...known,
});

test('a table has a row for each item, and what is wrong with it', () => {
  const refused = { code: 'source.forbidden', message: 'not there' };
  expect(asCsv([anItem({ title: 'One' }), anItem({ index: 2, url: 'ftp://a', refused })])).toBe(
    [
      'index,address,title,state,code,message,job\r\n',
      '1,https://example.com/1,One,not begun,,,\r\n',
      '2,ftp://a,,refused,source.forbidden,not there,\r\n',
    ].join(''),
  );
});

test.each([
  ['=HYPERLINK("http://evil.example","x")', `"'=HYPERLINK(""http://evil.example"",""x"")"`],
  ['+1', "'+1"],
  ['-1', "'-1"],
  ['@SUM(1)', "'@SUM(1)"],
  ['\t=1', "'\t=1"],
  ['a "b", c', '"a ""b"", c"'],
  ['two\nlines', '"two\nlines"'],
])('a title such as %j is no formula and breaks no row', (title, cell) => {
  expect(asCsv([anItem({ title })])).toContain(`,${cell},not begun`);
});

test('addresses stand one a line', () => {
  expect(asAddresses([anItem({}), anItem({ url: 'https://example.com/2' })])).toBe(
    'https://example.com/1\nhttps://example.com/2\n',
  );
});
