import { openWith, type SealContext, sealInto, wrappedKeyOf } from '../envelope.ts';
import type { Sealer } from '../ports/sealer.ts';
import { type JsonService, jsonService } from './json-service.ts';

const kms = jsonService({ name: 'kms', target: 'TrentService' });

const bytesOf = (base64: string): Buffer => Buffer.from(base64, 'base64');

/** Each text under a key of its own, which KMS alone can read where it lies: a text may be larger than KMS takes. */
export const kmsSealer = (KeyId: string, ask: JsonService = kms): Sealer => ({
  seal: async (text, context: SealContext) => {
    const asked = { KeyId, KeySpec: 'AES_256', EncryptionContext: context };
    const made = (await ask('GenerateDataKey', asked)) as { Plaintext: string; CiphertextBlob: string };
    return sealInto({ plain: bytesOf(made.Plaintext), wrapped: bytesOf(made.CiphertextBlob) }, text, context);
  },
  open: async (sealed, context: SealContext) => {
    const CiphertextBlob = Buffer.from(wrappedKeyOf(sealed)).toString('base64');
    const asked = { KeyId, CiphertextBlob, EncryptionContext: context };
    const { Plaintext } = (await ask('Decrypt', asked)) as { Plaintext: string };
    return openWith(bytesOf(Plaintext), sealed, context);
  },
});
