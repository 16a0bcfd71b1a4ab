const mostLetters = 120;

/** Control characters, and what one of Windows, macOS or a URL forbids in a name. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the ones to take out
const forbidden = /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2066-\u2069\\/:*?"<>|#%]+/g;

/** A name that every file system and header takes; the ending of the source goes. */
export const fileNameOf = (name: string | undefined, extension: string): string => {
  const stem = (name ?? '')
    .normalize('NFC')
    .replace(/\.[A-Za-z0-9]{2,4}$/, '')
    .replace(forbidden, ' ')
    .replace(/\s+/g, ' ')
    .replace(/^[. ]+|[. ]+$/g, '');
  return `${Array.from(stem).slice(0, mostLetters).join('').trim() || 'media'}.${extension}`;
};
