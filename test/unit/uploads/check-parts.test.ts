import { describe, expect, it } from 'vitest';
import { checkParts } from '#uploads/check-parts.ts';
import { anUpload } from '../../support/builders.ts';

const upload = anUpload({ bytes: 25, partBytes: 10 });
const part = (number: number, bytes = number === 3 ? 5 : 10) => ({ number, bytes, etag: `etag-${number}` });

const codeOf = (check: () => unknown): unknown => {
  try {
    return check();
  } catch (error) {
    return (error as Error).message;
  }
};

describe('the parts that arrived', () => {
  it('are joined in the order of their numbers', () => {
    const joined = checkParts(upload, [part(3), part(1), part(2)]);
    expect(joined.map(({ number }) => number)).toEqual([1, 2, 3]);
  });

  it('are named when they are missing, ten at most', () => {
    expect(codeOf(() => checkParts(upload, [part(2)]))).toBe('parts: missing 1, 3');
    const large = anUpload({ bytes: 400, partBytes: 10 });
    expect(codeOf(() => checkParts(large, []))).toBe('parts: missing 1, 2, 3, 4, 5, 6, 7, 8, 9, 10 and 30 more');
  });

  it('are named when they are not of the planned size', () => {
    expect(codeOf(() => checkParts(upload, [part(1), part(2, 9), part(3, 10)]))).toBe(
      'parts: not of the planned size: 2, 3',
    );
  });

  it('beyond the plan are left out: the file would be longer than announced', () => {
    expect(checkParts(upload, [part(1), part(2), part(3), part(4)])).toHaveLength(3);
  });

  it('are told by code and field', () => {
    expect(() => checkParts(upload, [])).toThrow(
      expect.objectContaining({ code: 'upload.incomplete', field: 'parts' }),
    );
  });
});
