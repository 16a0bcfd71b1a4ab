import { createSign } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inject } from 'vitest';

const encode = (part: object): string => Buffer.from(JSON.stringify(part)).toString('base64url');
const decode = (part = ''): Record<string, unknown> => JSON.parse(Buffer.from(part, 'base64url').toString());

/** The private key with which the emulator signs the pool's access tokens; no one has that in AWS. */
const poolKey = (): string => {
  const { data, outputs } = inject('stack');
  return readFileSync(join(data, 'emulator/state/cognito-pool-keys', `${outputs.UserPoolId}-access.pem`), 'utf8');
};

/** A token like the given one with other claims, rightly signed: what only time, or another use, makes wrong. */
export const withClaims = (token: string, claims: object): string => {
  const [header, payload] = token.split('.');
  const text = `${encode(decode(header))}.${encode({ ...decode(payload), ...claims })}`;
  return `${text}.${createSign('RSA-SHA256').update(text).sign(poolKey(), 'base64url')}`;
};

/** The given token with other claims and its old signature. */
export const altered = (token: string, claims: object): string => {
  const [header, payload, signature] = token.split('.');
  return `${header}.${encode({ ...decode(payload), ...claims })}.${signature}`;
};
