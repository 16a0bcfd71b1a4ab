import { expect, it } from 'vitest';
import { mostBytes } from '#shared/plan-parts.ts';
import { mustFit } from '#uploads/must-fit.ts';

const GiB = 1024 ** 3;
const refusal = (limit: number) =>
  expect.objectContaining({ code: 'upload.too-large', field: 'bytes', message: expect.stringContaining(`${limit}`) });

it('a file is refused past the limit of the installation, and past S3’s own', () => {
  expect(() => mustFit(GiB + 1, GiB)).toThrow(refusal(GiB));
  expect(() => mustFit(mostBytes + 1, 2 * mostBytes)).toThrow(refusal(mostBytes));
});

it('a file as large as the limit is taken', () => {
  expect(() => mustFit(GiB, GiB)).not.toThrow();
  expect(() => mustFit(mostBytes, 2 * mostBytes)).not.toThrow();
});
