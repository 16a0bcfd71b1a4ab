import { createHash } from 'node:crypto';

const hyphenated = (hex: string): string => hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
const hexOf = (number: number, digits: number): string => number.toString(16).padStart(digits, '0');

/**
 * The id of a parent's child at a position from 1, a UUIDv7 (RFC 9562 §5.7) of the same time: whoever begins it twice
 * begins the same, and children sort as they are counted, up to 16 million of them.
 */
export const childId = (parent: string, index: number): string => {
  const time = parent.replaceAll('-', '').slice(0, 12);
  const rest = createHash('sha256').update(`${parent}#${index}`).digest('hex').slice(0, 12);
  return hyphenated(`${time}7${hexOf(Math.floor(index / 4096), 3)}8${hexOf(index % 4096, 3)}${rest}`);
};
