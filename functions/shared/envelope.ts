import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { EngineError } from './errors.ts';

/** What a sealed text is of; it opens with the very same and nothing else. */
export type SealContext = Readonly<Record<string, string>>;

/** A key for one text alone, and the same key as only its maker can read it. */
export type DataKey = { readonly plain: Uint8Array; readonly wrapped: Uint8Array };

const cipher = 'aes-256-gcm';
const version = 1;
const ivBytes = 12;
const tagBytes = 16;
const headBytes = 3;

const boundTo = (context: SealContext): Buffer =>
  Buffer.from(JSON.stringify(Object.entries(context).sort(([a], [b]) => (a < b ? -1 : 1))));

/** One byte of version, two of the wrapped key's length, the wrapped key, nonce, ciphertext, tag (NIST SP 800-38D). */
export const sealInto = ({ plain, wrapped }: DataKey, text: Uint8Array, context: SealContext): Uint8Array => {
  const iv = randomBytes(ivBytes);
  const sealing = createCipheriv(cipher, plain, iv).setAAD(boundTo(context));
  const head = Buffer.alloc(headBytes);
  head.writeUInt8(version);
  head.writeUInt16BE(wrapped.length, 1);
  return Buffer.concat([head, wrapped, iv, sealing.update(text), sealing.final(), sealing.getAuthTag()]);
};

/** The wrapped key of a sealed text. */
export const wrappedKeyOf = (sealed: Uint8Array): Uint8Array => {
  const bytes = Buffer.from(sealed);
  if (bytes.length < headBytes || bytes.readUInt8() !== version)
    throw new EngineError('internal', 'sealed in a way that this version does not know');
  return bytes.subarray(headBytes, headBytes + bytes.readUInt16BE(1));
};

/** Throws when a byte of it was changed, or it belongs elsewhere. */
export const openWith = (plainKey: Uint8Array, sealed: Uint8Array, context: SealContext): Uint8Array => {
  const bytes = Buffer.from(sealed);
  const from = headBytes + wrappedKeyOf(sealed).length;
  const opening = createDecipheriv(cipher, plainKey, bytes.subarray(from, from + ivBytes), { authTagLength: tagBytes })
    .setAAD(boundTo(context))
    .setAuthTag(bytes.subarray(-tagBytes));
  const middle = bytes.subarray(from + ivBytes, -tagBytes);
  try {
    return Buffer.concat([opening.update(middle), opening.final()]);
  } catch (cause) {
    throw new EngineError('internal', 'a sealed text was changed, or belongs elsewhere', { cause });
  }
};
