import { describe, expect, it, test } from 'vitest';
import { refusalOf } from '#shared/guard/judge-url.ts';
import { onlyAddress, readAddresses, seemsList } from '../../../console/src/fetch/read-addresses.ts';

const urlsOf = (text: string) => readAddresses(text).found.map(({ url }) => url);

describe('a pasted text', () => {
  it('gives its addresses, one a line, and passes over empty lines and remarks', () => {
    const text = '\uFEFFhttps://a.example/1\r\n\r\n# mine\r\n  https://a.example/2  \n';
    expect(readAddresses(text.replace('\uFEFF', ''))).toEqual({
      found: [
        { url: 'https://a.example/1', line: 1 },
        { url: 'https://a.example/2', line: 4 },
      ],
      ...{ bad: [], twice: 0 },
    });
  });

  it('may have several in a line, in a sentence, in brackets or in a table', () => {
    expect(urlsOf('see https://a.example/1, and (https://a.example/2).')).toEqual([
      'https://a.example/1',
      'https://a.example/2',
    ]);
    expect(urlsOf('7,"https://a.example/1","A title",done')).toEqual(['https://a.example/1']);
    expect(urlsOf('- [a film](https://a.example/film_(1999))')).toEqual(['https://a.example/film_(1999)']);
  });

  it('may leave out how an address begins', () => {
    expect(urlsOf('a.example/watch?v=1\nwww.b.example')).toEqual([
      'https://a.example/watch?v=1',
      'https://www.b.example/',
    ]);
  });

  it('is told what is wrong by its lines', () => {
    const { found, bad } = readAddresses(
      ['https://a.example/1', 'just words', 'ftp://a.example/2', 'https://ann:secret@a.example/', 'http://'].join('\n'),
    );
    expect(found).toHaveLength(1);
    expect(bad.map(({ line, reason }) => [line, reason.slice(0, 24)])).toEqual([
      [2, 'There is no address in t'],
      [3, 'Only http and https are '],
      [4, 'It holds a name or passw'],
      [5, 'There is no address in t'],
    ]);
  });

  it('asks for what is there twice once, where it stood first', () => {
    const read = readAddresses('https://a.example/1\nhttps://a.example/2\nHTTPS://A.example/1');
    expect(read.found.map(({ line }) => line)).toEqual([1, 2]);
    expect(read.twice).toBe(1);
  });

  it('has a thousand addresses at most; each beyond is named', () => {
    const text = Array.from({ length: 1002 }, (_, at) => `https://a.example/${at}`).join('\n');
    const { found, bad } = readAddresses(text);
    expect([found.length, bad.map(({ line }) => line)]).toEqual([1000, [1001, 1002]]);
  });
});

describe('an address within a network', () => {
  const badOf = (url: string) => readAddresses(url).bad.map(({ reason }) => reason);

  it.each([
    'http://10.0.0.1/z',
    'http://192.168.1.4:8080/',
    'http://0x0a000001/',
    'http://100.64.0.1/',
    'http://169.254.169.254/latest',
    'http://0.0.0.0/',
    'http://255.255.255.255/',
    'http://[fd00::1]/',
    'http://[fe80::1]/',
    'http://[::ffff:192.168.1.4]/',
    'http://[2002:0a00:0001::]/',
  ])('is told at once, where the API would refuse it: %s', (url) => {
    expect(badOf(url)).toEqual([expect.stringMatching(/is not on the public internet\.$/)]);
    expect(refusalOf(url, { allowLoopback: true })).toMatch(/is not public/);
  });

  it.each([
    'http://127.0.0.1:8080/a',
    'http://[::1]:8080/',
    'https://93.184.216.34/',
    'https://[2606:2800:220:1::1]/',
    'http://[64:ff9b::5db8:d822]/',
  ])('is left to the API where an installation may allow it, or it is public: %s', (url) => {
    expect(badOf(url)).toEqual([]);
    expect(refusalOf(url, { allowLoopback: true })).toBeNull();
  });
});

test('a single address is known from everything else', () => {
  expect(onlyAddress(' https://a.example/1\n')).toBe('https://a.example/1');
  expect(onlyAddress('https://a.example/1\nhttps://a.example/2')).toBeNull();
  expect(onlyAddress('https://a.example/1\nwords')).toBeNull();
  expect(onlyAddress('')).toBeNull();
});

it.each([
  ['https://www.youtube.com/playlist?list=PL1', true],
  ['https://www.youtube.com/@ann', true],
  ['https://www.youtube.com/@ann/videos', true],
  ['https://www.youtube.com/channel/UC1', true],
  ['https://soundcloud.com/ann/sets/summer', true],
  ['https://a.example/podcast/feed.xml', true],
  ['https://www.youtube.com/watch?v=1&list=PL1', false],
  ['https://youtu.be/1', false],
  ['https://vimeo.com/1', false],
  ['https://a.example/watch/1', false],
])('%s seems to be a list: %s', (url, list) => expect(seemsList(url)).toBe(list));
