import { createHash, randomBytes } from 'node:crypto';
import { crc32 } from 'node:zlib';

/** Scanners find leaked keys by this beginning, and know by the checksum at the end that it is one. */
const beginning = 'rm_live_';
const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
/** 62^40 is over 2^238. */
const secretLength = 40;
/** 62^6 is over 2^32. */
const checksumLength = 6;

const inBase62 = (value: number, length: number): string => {
  let rest = value;
  let text = '';
  for (let place = 0; place < length; place += 1) {
    text = `${alphabet[rest % 62]}${text}`;
    rest = Math.floor(rest / 62);
  }
  return text;
};

/** Without bias: bytes beyond the last whole multiple of 62 are thrown again. */
const randomText = (length: number): string => {
  let text = '';
  while (text.length < length)
    for (const byte of randomBytes(length)) if (byte < 248 && text.length < length) text += alphabet[byte % 62];
  return text;
};

const checksumOf = (secret: string): string => inBase62(crc32(secret), checksumLength);

/** A new key: `rm_live_`, 40 random characters, and a CRC-32 of them in 6. It is shown once and stored as a hash. */
export const newKey = (): string => {
  const secret = randomText(secretLength);
  return `${beginning}${secret}${checksumOf(secret)}`;
};

/** Whether it looks like a key at all; a mistyped one is refused without asking the table. */
export const isKey = (text: string): boolean => {
  if (!/^rm_live_[0-9A-Za-z]{46}$/.test(text)) return false;
  const secret = text.slice(beginning.length, beginning.length + secretLength);
  return text.endsWith(checksumOf(secret));
};

/** What is stored: a key has more than enough entropy for a plain hash. */
export const hashOfKey = (key: string): string => createHash('sha256').update(key).digest('hex');
