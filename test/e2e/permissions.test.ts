import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  CognitoIdentityProviderClient,
  CreateUserPoolClientCommand,
  CreateUserPoolCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import type { AnyRoute } from '#shared/http/event.ts';
import { loadRoutes } from '../../infra/routes.ts';
import { admin, apiWith, ask, beginUpload, ended, submit } from '../support/client.ts';
import { altered, withClaims } from '../support/forge.ts';
import { aPerson, type Person } from '../support/people.ts';
import { quickly, source } from '../support/sources.ts';
import { connectionTo } from '../support/stack-connection.ts';

/** What routes with a body take; one that is not here is sent an empty one. */
const bodies: Readonly<Record<string, object>> = {
  'POST /api/v1/jobs/{id}/retention': { seconds: 60 },
  'POST /api/v1/jobs/{id}/restore': { days: 1 },
  'POST /api/v1/uploads/{id}/parts': { parts: [{ number: 1, sha256: `${'A'.repeat(43)}=` }] },
};

const routes = (await loadRoutes()).map(({ route }) => route);

const now = () => Math.floor(Date.now() / 1000);

const foreignPerson = async (): Promise<Person> => {
  const cognito = new CognitoIdentityProviderClient(connectionTo('control'));
  const { UserPool } = await cognito.send(new CreateUserPoolCommand({ PoolName: 'foreign' }));
  const { UserPoolClient } = await cognito.send(
    new CreateUserPoolClientCommand({
      UserPoolId: UserPool?.Id,
      ClientName: 'foreign',
      ExplicitAuthFlows: ['ALLOW_USER_PASSWORD_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'],
    }),
  );
  cognito.destroy();
  return aPerson(null, { pool: UserPool?.Id ?? '', client: UserPoolClient?.ClientId ?? '' });
};

describe('who may do what', () => {
  let ann: Person;
  let bob: Person;
  let viewer: Person;
  let job: string;
  let upload: string;
  let key: string;

  beforeAll(async () => {
    [ann, bob, viewer] = await Promise.all([aPerson('user'), aPerson('user'), aPerson('viewer')]);
    const tiny = await source('tiny.mp4');
    job = await submit(ann.api, tiny, quickly);
    const { body: plan } = await beginUpload(ann.api, tiny);
    upload = plan.id;
    await ended(ann.api, job);
    key = (await ann.api('GET', `/api/v1/jobs/${job}`)).body.request.source;
  });

  const send = ({ api }: Person, { method, path, body }: AnyRoute, id = upload) =>
    api(method, path.replace(/\{\w+\}/, id), body && { body: bodies[`${method} ${path}`] ?? {} });

  it('shows what belongs to somebody else as missing, on every route', async () => {
    for (const route of routes.filter(({ path }) => path.includes('/jobs/{id}')))
      expect([route.path, (await send(bob, route, job)).body.code]).toEqual([route.path, 'job.not-found']);
    for (const route of routes.filter(({ path }) => path.includes('/uploads/{id}')))
      expect([route.path, (await send(bob, route)).body.code]).toEqual([route.path, 'upload.not-found']);
    const none = '01234567-89ab-7def-8123-456789abcdef';
    const [theirs, nobodys] = await Promise.all([job, none].map((id) => bob.api('GET', `/api/v1/jobs/${id}`)));
    expect(theirs?.status).toBe(404);
    expect(theirs?.body.detail.replace(job, none)).toBe(nobodys?.body.detail);
    expect((await ann.api('GET', `/api/v1/jobs/${job}`)).body.state).toBe('succeeded');
  });

  it('makes nothing of what belongs to somebody else', async () => {
    const sources = [{ upload }, { key }, { job, artifact: 'tiny.mp4' }];
    for (const given of sources) {
      const answer = await bob.api('POST', '/api/v1/transcode', { body: { source: given } });
      expect([given, answer.status, answer.body.code]).toEqual([given, 422, 'source.not-found']);
    }
    expect((await bob.api('GET', '/api/v1/jobs')).body.jobs).toEqual([]);
  });

  it('lets a viewer look and change nothing', async () => {
    expect((await viewer.api('GET', '/api/v1/jobs')).status).toBe(200);
    for (const route of routes.filter(({ allows }) => allows === 'write'))
      expect([route.path, (await send(viewer, route)).body.code]).toEqual([route.path, 'auth.forbidden']);
  });

  it('lets nobody in who is in no group, and nobody who does not say who they are', async () => {
    const nobody = await aPerson(null);
    const unsigned = { ...nobody, api: ask };
    for (const route of routes.filter(({ allows }) => allows !== 'open')) {
      expect([route.path, (await send(nobody, route)).body.code]).toEqual([route.path, 'auth.forbidden']);
      expect([route.path, (await send(unsigned, route)).body.code]).toEqual([route.path, 'auth.required']);
    }
  });

  it("shows an admin everyone's jobs when asked, and nobody else", async () => {
    const of = (query: string) => `/api/v1/jobs?${query}`;
    const everyones = await admin()('GET', of('owner=all&limit=100'));
    expect(everyones.body.jobs.map(({ id }: { id: string }) => id)).toContain(job);
    const anns = await admin()('GET', of(`owner=${ann.owner}`));
    expect(anns.body.jobs.map(({ id }: { id: string }) => id)).toEqual([job]);
    expect((await bob.api('GET', of('owner=all'))).status).toBe(403);
    expect((await bob.api('GET', of(`owner=${ann.owner}`))).status).toBe(403);
    expect((await admin()('GET', `/api/v1/jobs/${job}`)).status).toBe(200);
  });

  it('writes the token of a link into no log', async () => {
    const { artifacts } = (await ann.api('GET', `/api/v1/jobs/${job}/artifacts`)).body;
    const token = new URL(artifacts[0].url).pathname.split('/').at(-1) as string;
    for (const method of ['GET', 'POST'])
      expect((await ask(method, `/api/v1/links/${token}`)).status).toBe(method === 'GET' ? 303 : 405);
    const logs = join(inject('stack').data, 'logs');
    for (const file of await readdir(logs))
      expect([file, await readFile(join(logs, file), 'utf8')].join()).not.toContain(token);
  });

  it("shows an admin everyone's keys and lets any admin end them", async () => {
    const made = await admin()('POST', '/api/v1/keys', {
      body: { name: 'a box', scopes: ['worker'], expiresInDays: 1 },
    });
    const { id, owner, expiresAt } = made.body;
    expect(Date.parse(expiresAt) - Date.now()).toBeGreaterThan(23.9 * 3600_000);
    const ids = async (of: string) =>
      (await admin()('GET', `/api/v1/keys?owner=${of}`)).body.keys.map((key: { id: string }) => key.id);
    expect(await ids('all')).toContain(id);
    expect(await ids(owner)).toContain(id);
    expect(await ids(ann.owner)).toEqual([]);
    const other = await aPerson('admin');
    expect((await other.api('DELETE', `/api/v1/keys/${id}`)).status).toBe(204);
    expect((await bob.api('GET', '/api/v1/keys?owner=all')).status).toBe(403);
  });

  it('lets a key of a user do what it is for, until it is revoked', async () => {
    const made = await ann.api('POST', '/api/v1/keys', { body: { name: 'a script', scopes: ['read'] } });
    const { id, key } = made.body;
    const by = (headers: Record<string, string>) => ask('GET', '/api/v1/jobs', { headers });
    const ways: Record<string, string>[] = [{ 'x-api-key': key }, { authorization: `Bearer ${key}` }];
    for (const headers of ways) {
      const answer = await by(headers);
      expect(answer.body.jobs.map((seen: { id: string }) => seen.id)).toEqual([job]);
    }
    const me = await ask('GET', '/api/v1/keys', { headers: { 'x-api-key': key } });
    expect(me.headers.get('ratelimit')).toMatch(/^"key";r=\d+/);
    expect(me.body.keys).toMatchObject([{ id, lastUsedAt: expect.any(String) }]);
    for (const [method, path] of [
      ['DELETE', `/api/v1/jobs/${job}`],
      ['POST', '/api/v1/keys'],
    ] as const)
      expect(
        (await ask(method, path, { headers: { 'x-api-key': key }, body: { name: 'x', scopes: ['read'] } })).status,
      ).toBe(403);
    expect((await ann.api('POST', '/api/v1/keys', { body: { name: 'x', scopes: ['manage'] } })).status).toBe(403);
    expect((await bob.api('DELETE', `/api/v1/keys/${id}`)).body.code).toBe('key.not-found');
    expect((await ann.api('DELETE', `/api/v1/keys/${id}`)).status).toBe(204);
    expect((await by({ 'x-api-key': key })).body.code).toBe('auth.required');
  });

  it.each([
    ['no token', () => undefined, 'auth.required'],
    ['garbage', () => 'Bearer garbage', 'auth.required'],
    ['another scheme', () => 'Basic YTpi', 'auth.required'],
    [
      'claims that were altered',
      () => `Bearer ${altered(bob.token, { 'cognito:groups': ['admin'] })}`,
      'auth.required',
    ],
    ['a token that has expired', () => `Bearer ${withClaims(bob.token, { exp: now() - 30 })}`, 'auth.expired'],
    ['a token from a clock ahead', () => `Bearer ${withClaims(bob.token, { nbf: now() + 600 })}`, 'auth.required'],
    ["another client's token", () => `Bearer ${withClaims(bob.token, { client_id: 'other' })}`, 'auth.required'],
    ['an identity token', () => `Bearer ${withClaims(bob.token, { token_use: 'id' })}`, 'auth.required'],
    [
      "another issuer's token",
      () => `Bearer ${withClaims(bob.token, { iss: 'https://example.org' })}`,
      'auth.required',
    ],
  ])('turns away %s', async (_what, authorization, code) => {
    const header = authorization();
    const answer = await ask('GET', '/api/v1/jobs', header === undefined ? {} : { headers: { authorization: header } });
    expect(answer).toMatchObject({ status: 401, body: { code } });
    expect(answer.headers.get('www-authenticate')).toBe('Bearer');
    expect(answer.headers.get('content-type')).toBe('application/problem+json');
  });

  it('believes a rightly signed token, so that the refusals above mean something', async () => {
    expect((await apiWith(withClaims(bob.token, { exp: now() + 60 }))('GET', '/api/v1/jobs')).status).toBe(200);
  });

  it('turns away the people of another pool', async () => {
    const { api } = await foreignPerson();
    expect(await api('GET', '/api/v1/jobs')).toMatchObject({ status: 401, body: { code: 'auth.required' } });
  });
});
