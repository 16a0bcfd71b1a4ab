/** Names that Windows keeps for devices, with or without an ending. */
const reserved = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;
/** Longest name in bytes; most file systems stop at 255, and keys have a path before it. */
const mostBytes = 180;

const cut = (text: string): string => {
  const ending = /\.[^.]{1,10}$/.exec(text)?.[0] ?? '';
  let stem = [...text.slice(0, text.length - ending.length)];
  while (Buffer.byteLength(stem.join('') + ending) > mostBytes) stem = stem.slice(0, -1);
  return stem.join('') + ending;
};

/**
 * A file name that S3 keys, Windows, macOS and headers all take: no path, no control or reserved characters,
 * at most 180 bytes of NFC. Letters of any script stay. Empty input gives `file`.
 */
export const safeName = (name: string): string => {
  const last = name.normalize('NFC').split(/[/\\]/).at(-1) ?? '';
  const clean = last
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must go
    .replace(/[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069<>:"|?*]/g, '')
    .replace(/\p{Surrogate}/gu, '')
    .replace(/\s+/g, ' ')
    .replace(/^[. ]+|[. ]+$/g, '');
  const free = reserved.test(clean) ? `_${clean}` : clean;
  return cut(free) || 'file';
};
