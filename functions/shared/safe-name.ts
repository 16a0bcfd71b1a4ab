/** Names that Windows keeps for devices, with or without an ending. */
export const reserved = /^(con|prn|aux|nul|com[\d¹²³]|lpt[\d¹²³]) *(\.|$)/i;
/** Longest name in bytes; most file systems stop at 255, and keys have a path before it. */
const mostBytes = 180;

/** Lone halves of a letter, and what XML, Windows or a reader's eye cannot take: S3 lists keys in XML. */
export const forbidden =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must go
  /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069<>:"|?*]|\p{Surrogate}|\p{Noncharacter_Code_Point}/gu;

const trim = (text: string): string => text.replace(/^[. ]+|[. ]+$/g, '');

const cut = (text: string): string => {
  if (Buffer.byteLength(text) <= mostBytes) return text;
  const ending = /\.[A-Za-z0-9]{1,10}$/.exec(text)?.[0] ?? '';
  const room = mostBytes - ending.length;
  let stem = '';
  for (const letter of text.slice(0, text.length - ending.length)) {
    if (Buffer.byteLength(stem + letter) > room) break;
    stem += letter;
  }
  return trim(stem) + ending;
};

/**
 * A file name that S3 keys, Windows, macOS and headers all take: no path, no control or reserved characters,
 * at most 180 bytes of NFC. Letters of any script stay. What leaves nothing gives `file`.
 */
export const safeName = (name: string): string => {
  const last = name.split(/[/\\]/).at(-1) ?? '';
  const clean = trim(last.replace(/\s+/g, ' ').replace(forbidden, '').replace(/ +/g, ' ').normalize('NFC'));
  return cut(reserved.test(clean) ? `_${clean}` : clean) || 'file';
};
