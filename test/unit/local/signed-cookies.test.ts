import { createPublicKey, generateKeyPairSync } from 'node:crypto';
import { getSignedCookies } from '@aws-sdk/cloudfront-signer';
import { describe, expect, it } from 'vitest';
import { allows, matches, readSignedCookies } from '../../../infra/local/front-door/signed-cookies.ts';

const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const folder = 'http://127.0.0.1:15000/media/processed/ann/1/';

const cookieHeader = (expiresAt: number, resource = `${folder}*`) => {
  const policy = JSON.stringify({
    Statement: [{ Resource: resource, Condition: { DateLessThan: { 'AWS:EpochTime': expiresAt } } }],
  });
  const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }) as string;
  const cookies = getSignedCookies({ keyPairId: 'K1', privateKey: pem, policy });
  return Object.entries({ ...cookies, other: 'x=y' })
    .map(([name, value]) => `${name}=${value}`)
    .join('; ');
};

const check = (header: string, over: object = {}) => {
  const cookies = readSignedCookies(header);
  if (!cookies) throw new Error('no cookies');
  const defaults = { url: `${folder}master.m3u8`, keyPairId: 'K1', publicKey, nowSeconds: 1000 };
  return allows(cookies, { ...defaults, ...over });
};

describe('cookies signed as CloudFront wants them', () => {
  it('open what lies below their folder until they end', () => {
    expect(check(cookieHeader(2000))).toBe(true);
    expect(check(cookieHeader(2000), { url: `${folder}720p/seg 1.m4s` })).toBe(true);
  });

  it.each([
    ['another folder', { url: folder.replace('/1/', '/2/') }],
    ['after their end', { nowSeconds: 2000 }],
    ['another key’s name', { keyPairId: 'K2' }],
    ['another key', { publicKey: createPublicKey(generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey) }],
  ])('open nothing for %s', (_what, over) => {
    expect(check(cookieHeader(2000), over)).toBe(false);
  });

  it('are nothing when one of the three is missing', () => {
    expect(readSignedCookies('CloudFront-Policy=a; CloudFront-Signature=b')).toBeNull();
    expect(readSignedCookies(undefined)).toBeNull();
  });

  it('stand for any characters by * and one by ?', () => {
    expect(matches('http://h/a.b/*', 'http://h/a.b/c/d')).toBe(true);
    expect(matches('http://h/a.b/*', 'http://h/axb/c')).toBe(false);
    expect(matches('a?c', 'abc')).toBe(true);
    expect(matches('a?c', 'ac')).toBe(false);
  });
});
