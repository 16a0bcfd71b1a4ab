/** Characters that RFC 8187 lets stand as they are in an extended value. */
const plain = /[^A-Za-z0-9!#$&+.^_`|~-]/g;

const extended = (text: string): string =>
  Array.from(Buffer.from(text, 'utf8'), (byte) => String.fromCharCode(byte))
    .join('')
    .replace(plain, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`);

/** What an old client gets: printable ASCII without quote, backslash and percent sign (RFC 6266, appendix D). */
const fallback = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^ -~]|["\\%]/gu, '_');

/** `Content-Disposition` by RFC 6266; the name goes in twice, since only the second form knows more than ASCII. */
export const contentDisposition = (fileName: string | undefined, inline: boolean): string => {
  const type = inline ? 'inline' : 'attachment';
  if (fileName === undefined) return type;
  const ascii = fallback(fileName);
  const both = ascii === fileName ? '' : `; filename*=UTF-8''${extended(fileName.toWellFormed())}`;
  return `${type}; filename="${ascii}"${both}`;
};
