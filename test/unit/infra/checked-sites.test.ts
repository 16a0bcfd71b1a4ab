import { expect, it } from 'vitest';
import { addressesIn, tableOf } from '../../../infra/checked-sites.ts';

it('a list is one address a line, with room for remarks', () => {
  expect(addressesIn('# mine\n\n https://a.example/1 \r\nhttps://b.example/#t=1\n')).toEqual([
    'https://a.example/1',
    'https://b.example/#t=1',
  ]);
});

it('what came of them is told by site, those in trouble first', () => {
  const well = { site: 'a.example', url: 'https://a.example/1', seconds: 1.24, title: 'A film' };
  const ill = { site: 'b.example', url: 'https://b.example/1', seconds: 12, code: 'source.gone', message: 'gone' };
  expect(tableOf([well, { ...well, site: 'b.example', title: null }, ill])).toBe(
    [
      'b.example: 1 of 2',
      '     1.2 s  ok    (no title)',
      '            https://a.example/1',
      '    12.0 s  FAIL  source.gone: gone',
      '            https://b.example/1',
      '',
      'a.example: 1 of 1',
      '     1.2 s  ok    A film',
      '            https://a.example/1',
      '',
      '2 of 3 addresses can be read',
      '',
    ].join('\n'),
  );
});
