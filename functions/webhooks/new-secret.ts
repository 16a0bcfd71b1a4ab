import { randomBytes } from 'node:crypto';

/** Standard Webhooks asks for 24 to 64 bytes of a CSPRNG, in base64 behind this beginning. */
export const newSecret = (): string => `whsec_${randomBytes(32).toString('base64')}`;
