import { describe, expect, test } from 'vitest';
import { readBox, whyCutOff } from '#media/mp4-boxes.ts';

const header = (size: number, type: string, large?: bigint): DataView => {
  const view = new DataView(new ArrayBuffer(large === undefined ? 8 : 16));
  view.setUint32(0, size);
  for (const [n, letter] of [...type].entries()) view.setUint8(4 + n, letter.charCodeAt(0));
  if (large !== undefined) view.setBigUint64(8, large);
  return view;
};
const box = (type: string, start: number, end: number) => ({ type, start, end });

describe('a box', () => {
  test('ends where its size says', () => {
    expect(readBox(header(32, 'ftyp'), 0, 1000)).toEqual(box('ftyp', 0, 32));
  });

  test('past 4 GB has its size after its type', () => {
    expect(readBox(header(1, 'mdat', 5_000_000_000n), 32, 1e10)).toEqual(box('mdat', 32, 5_000_000_032));
  });

  test('of size 0 goes to the end of the file', () => {
    expect(readBox(header(0, 'mdat'), 32, 1000)).toEqual(box('mdat', 32, 1000));
  });

  test.each([
    ['too small', header(4, 'free')],
    ['not named in letters', header(64, '\u0000\u0001\u0002\u0003')],
    ['cut off itself', new DataView(new ArrayBuffer(5))],
  ])('%s is none', (_, bytes) => {
    expect(readBox(bytes, 0, 1000)).toBeNull();
  });
});

describe('a file', () => {
  test('whose boxes end with it is whole', () => {
    expect(whyCutOff([box('ftyp', 0, 32), box('moov', 32, 500), box('mdat', 500, 1000)], 1000, true)).toBeNull();
  });

  test('whose pictures go on past its end is cut off', () => {
    expect(whyCutOff([box('ftyp', 0, 32), box('moov', 32, 500), box('mdat', 500, 2000)], 1000, true)).toBe(
      'only 50 % of the source is there, the rest was cut off',
    );
  });

  test('without an index is a recording that was cut off', () => {
    expect(whyCutOff([box('ftyp', 0, 32), box('mdat', 32, 1000)], 1000, true)).toMatch(/index \(moov\) is missing/);
  });

  test('of which only the beginning was looked at may have its index later', () => {
    expect(whyCutOff([box('ftyp', 0, 32), box('mdat', 32, 900)], 1000, false)).toBeNull();
  });

  test('that is no mp4 is none of our business', () => {
    expect(whyCutOff([box('RIFF', 0, 5000)], 1000, true)).toBeNull();
    expect(whyCutOff([], 1000, false)).toBeNull();
  });
});
