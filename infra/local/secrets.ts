import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import type { Home } from './home.ts';
import { readJson, writeJson, writeWhole } from './json-file.ts';

/** Made at a folder's first start, readable by its owner alone. */
export type Secrets = {
  /** The one key pair that emulator, store, Lambdas and worker share; MiniStack gives every Lambda this key id. */
  readonly accessKeyId: '000000000000';
  readonly secretAccessKey: string;
  /** Encrypts the objects at rest; losing it loses them. */
  readonly storeKey: string;
  readonly storeTokens: readonly string[];
  readonly demoPassword: string;
  readonly signingKeyId: string;
};

export const demoUser = 'demo@reelmill.local';

const hex = (bytes: number) => randomBytes(bytes).toString('hex');

/** 18 letters and digits in threes, plus what password policies ask for; easy to copy by hand. */
export const makePassword = (random: Uint8Array): string => {
  const letters = 'abcdefghjkmnpqrstuvwxyz23456789';
  const text = Array.from(random, (byte) => letters[byte % letters.length]).join('');
  return `R${text.slice(0, 6)}-${text.slice(6, 12)}-${text.slice(12, 18)}7`;
};

const makeSecrets = (): Secrets => ({
  accessKeyId: '000000000000',
  secretAccessKey: hex(20),
  storeKey: hex(32),
  storeTokens: Array.from({ length: 4 }, () => hex(32)),
  demoPassword: makePassword(randomBytes(18)),
  signingKeyId: `K${hex(6).toUpperCase()}`,
});

export const ensureSecrets = async (home: Home): Promise<Secrets> => {
  const kept = await readJson<Secrets>(home.secrets);
  const secrets = kept ?? makeSecrets();
  if (!kept) await writeJson(home.secrets, secrets);
  if (!existsSync(home.signingKey) || !existsSync(home.signingPublicKey)) await makeSigningKey(home);
  return secrets;
};

const makeSigningKey = async (home: Home): Promise<void> => {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  await writeWhole(home.signingKey, privateKey.export({ type: 'pkcs8', format: 'pem' }) as string);
  await writeWhole(home.signingPublicKey, publicKey.export({ type: 'spki', format: 'pem' }) as string);
};
