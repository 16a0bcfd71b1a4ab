/** First and last byte, both inclusive. */
export type ByteRange = { readonly start: number; readonly end: number };

/**
 * What a `Range` header (RFC 9110 §14.2) asks of `bytes` bytes: the range, `unsatisfiable`, or undefined for all.
 * A form that is unknown, malformed or has several ranges may be ignored, and is.
 */
export const rangeOf = (header: string | undefined, bytes: number): ByteRange | 'unsatisfiable' | undefined => {
  const [, first = '', last = ''] = /^bytes=(\d*)-(\d*)$/.exec(header ?? '') ?? [];
  if (first === '' && last === '') return undefined;
  if (first === '')
    return last === '0' || bytes === 0 ? 'unsatisfiable' : { start: Math.max(0, bytes - Number(last)), end: bytes - 1 };
  if (last !== '' && Number(last) < Number(first)) return undefined;
  if (Number(first) >= bytes) return 'unsatisfiable';
  return { start: Number(first), end: Math.min(last === '' ? bytes - 1 : Number(last), bytes - 1) };
};
