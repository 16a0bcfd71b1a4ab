import { type KeyObject, verify } from 'node:crypto';

type SignedCookies = { readonly policy: string; readonly signature: string; readonly keyPairId: string };

export const readSignedCookies = (header: string | undefined): SignedCookies | null => {
  const pairs = (header ?? '').split(';').map((pair) => pair.trim().split(/=(.*)/s));
  const value = (name: string) => pairs.find(([found]) => found === name)?.[1];
  const policy = value('CloudFront-Policy');
  const signature = value('CloudFront-Signature');
  const keyPairId = value('CloudFront-Key-Pair-Id');
  return policy && signature && keyPairId ? { policy, signature, keyPairId } : null;
};

/** CloudFront's own base64: `+`, `=` and `/` are `-`, `_` and `~`. */
const decode = (text: string): Buffer =>
  Buffer.from(text.replaceAll('-', '+').replaceAll('_', '=').replaceAll('~', '/'), 'base64');

type Policy = {
  readonly Statement?: readonly {
    readonly Resource?: string;
    readonly Condition?: { readonly DateLessThan?: { readonly 'AWS:EpochTime'?: number } };
  }[];
};

export type Check = {
  readonly url: string;
  readonly keyPairId: string;
  readonly publicKey: KeyObject;
  readonly nowSeconds: number;
};

/** Whether the cookies allow the address, as CloudFront checks a custom policy: signature (RSA-SHA1), resource, end. */
export const allows = (cookies: SignedCookies, { url, keyPairId, publicKey, nowSeconds }: Check): boolean => {
  if (cookies.keyPairId !== keyPairId) return false;
  const text = decode(cookies.policy);
  if (!verify('RSA-SHA1', text, publicKey, decode(cookies.signature))) return false;
  const [statement, ...others] = (JSON.parse(text.toString()) as Policy).Statement ?? [];
  const end = statement?.Condition?.DateLessThan?.['AWS:EpochTime'];
  if (!statement?.Resource || others.length > 0 || typeof end !== 'number') return false;
  return nowSeconds < end && matches(statement.Resource, url);
};

/** `*` stands for any characters, `?` for one. */
export const matches = (pattern: string, url: string): boolean => {
  const parts = pattern.split(/([*?])/).map((part) => {
    if (part === '*') return '.*';
    if (part === '?') return '.';
    return part.replace(/[.+^${}()|[\]\\]/g, '\\$&');
  });
  return new RegExp(`^${parts.join('')}$`, 's').test(url);
};
