import { createHash, timingSafeEqual } from 'node:crypto';
import { hashOfKey, isKey } from '../api-key.ts';
import { type Caller, type Permission, permissionsOf, permissionsOfKey } from '../caller.ts';
import { EngineError } from '../errors.ts';
import type { Standing } from '../ports/directory.ts';
import { hasExpired, type Keys } from '../ports/keys.ts';
import { type GatewayEvent, header } from './event.ts';

export type Identity = { readonly owner: string; readonly name: string; readonly groups: readonly string[] };

/** Verifies a bearer token; throws `auth.required` or `auth.expired`. */
export type VerifyToken = (token: string) => Promise<Identity>;

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
const same = (a: string, b: string): boolean => timingSafeEqual(digest(a), digest(b));

/**
 * A forwarded address counts only when the request carries the secret that our own origin adds. CloudFront and the
 * gateway each add whom they heard to the end of the list: what stands before that is the caller's own claim.
 */
const viewerAddress = (event: GatewayEvent, originSecret: string | undefined): string => {
  const { sourceIp } = event.requestContext.http;
  const shown = header(event, 'x-reelmill-origin');
  if (originSecret === undefined || shown === undefined || !same(shown, originSecret)) return sourceIp;
  const forwarded = (header(event, 'x-forwarded-for') ?? '').split(',').map((address) => address.trim());
  const heard = forwarded.at(-1) === sourceIp ? forwarded.at(-2) : forwarded.at(-1);
  return heard || sourceIp;
};

const bearer = (event: GatewayEvent): string | undefined =>
  /^Bearer +(\S+)$/i.exec(header(event, 'authorization') ?? '')?.[1];

const nobody = (address: string): Caller => ({ owner: '', name: '', permissions: new Set(), address });

type Credentials = {
  readonly verify: VerifyToken;
  readonly keys: Pick<Keys, 'use'>;
  readonly standing: Standing;
  readonly originSecret?: string | undefined;
};

const byKey = async (
  key: string,
  { address, now }: { readonly address: string; readonly now: Date },
  { keys, standing }: Credentials,
): Promise<Caller> => {
  const known = isKey(key) ? await keys.use(hashOfKey(key), now) : null;
  if (!known) throw new EngineError('auth.required', 'the API key is not one of this installation, or was revoked');
  if (hasExpired(known, now))
    throw new EngineError('key.expired', `the API key "${known.name}" ended on ${known.expiresAt}`);
  const { id, owner, name, scopes } = known;
  const own = permissionsOf(await standing.groupsOf(owner));
  return { owner, name, permissions: permissionsOfKey(scopes, own), address, key: id };
};

/** Nobody is an answer too: open routes take them, all others refuse them with `auth.required`. */
export const identify = async (event: GatewayEvent, now: Date, credentials: Credentials): Promise<Caller> => {
  const address = viewerAddress(event, credentials.originSecret);
  const token = bearer(event) ?? header(event, 'x-api-key');
  if (token === undefined) return nobody(address);
  if (token.startsWith('rm_')) return byKey(token, { address, now }, credentials);
  const { owner, name, groups } = await credentials.verify(token);
  return { owner, name, permissions: permissionsOf(groups), address };
};

export const permit = (caller: Caller, allows: Permission | 'open'): void => {
  if (allows === 'open') return;
  if (!caller.owner) throw new EngineError('auth.required', 'send a token as "Authorization: Bearer ..."');
  if (!caller.permissions.has(allows)) throw new EngineError('auth.forbidden', `this takes the permission "${allows}"`);
};
