import { describe, expect, it } from 'vitest';
import { eraseCookies } from '#auth/routes/erase-cookies.ts';
import { listCookies } from '#auth/routes/list-cookies.ts';
import { pushCookies } from '#auth/routes/push-cookies.ts';
import type { Ask } from '../../support/call.ts';
import { call } from '../../support/call.ts';
import { aLine } from '../../support/cookies.ts';
import { inMemoryCookieVault } from '../../support/fakes/cookie-vault.ts';

const now = new Date('2026-11-21T12:00:00.000Z');
const clock = () => now;
const canary = 'canary-4f1c';

const netscape = (...lines: string[]) => ({ format: 'netscape', cookies: lines.join('\n') });
const json = (...cookies: object[]) => ({ format: 'json', cookies });
const exported = (known: object = {}) => ({ name: 'sid', value: canary, domain: '.example.com', ...known });

const aDesk = () => {
  const { kept, jars } = inMemoryCookieVault(clock);
  const ports = { cookies: kept };
  const as = (who: Ask['as']) => (who === undefined ? {} : { as: who });
  return {
    jars,
    push: (body: unknown, who: Ask['as'] = 'alice/user') => call(pushCookies, ports, { ...as(who), body }, { clock }),
    raw: (raw: string) => call(pushCookies, ports, { as: 'alice/user', raw }, { clock }),
    list: async (who: Ask['as'] = 'alice/user') => (await call(listCookies, ports, as(who), { clock })).body.cookies,
    erase: (id: string, who: Ask['as'] = 'alice/user') =>
      call(eraseCookies, ports, { ...as(who), params: { id } }, { clock }),
  };
};

describe('cookies that are pushed', () => {
  it('are told of by site, domains, count and ends, and shown nowhere', async () => {
    const desk = aDesk();
    const { status, body, headers } = await desk.push(
      netscape(aLine({ value: canary }), aLine({ domain: 'www.example.com', below: 'FALSE', name: 'b', expires: '0' })),
    );

    expect(status).toBe(201);
    expect(body).toEqual({
      id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      site: 'example.com',
      name: 'main',
      domains: ['example.com', 'www.example.com'],
      count: 2,
      expired: false,
      firstExpiresAt: '2030-01-01T00:00:00.000Z',
      createdAt: now.toISOString(),
      changedAt: now.toISOString(),
      leftOut: { expired: 0, otherSites: 0 },
    });
    expect(headers['location']).toBe(`/api/v1/auth/cookies/${body.id}`);
    const { leftOut: _leftOut, ...told } = body;
    expect(await desk.list()).toEqual([told]);
    expect(await desk.jars.open({ owner: 'alice', id: body.id }, 'https://example.com/')).toContain(canary);
  });

  it('come as extensions and browsers export them', async () => {
    const desk = aDesk();
    const { body } = await desk.push(
      json(
        exported({ expirationDate: 1893456000.5, hostOnly: false, sameSite: 'no_restriction', storeId: '0', id: 1 }),
        exported({ name: 'p', domain: 'www.example.com', expires: -1, path: '/a', httpOnly: true }),
        exported({ name: 'f', expiry: 1_893_456_000_000, secure: true }),
      ),
    );

    expect(await desk.jars.open({ owner: 'alice', id: body.id }, 'https://example.com/')).toBe(
      [
        '# Netscape HTTP Cookie File',
        '',
        `.example.com\tTRUE\t/\tFALSE\t1893456000\tsid\t${canary}`,
        `#HttpOnly_www.example.com\tFALSE\t/a\tFALSE\t0\tp\t${canary}`,
        `.example.com\tTRUE\t/\tTRUE\t1893456000\tf\t${canary}`,
        '',
      ].join('\n'),
    );
  });

  it('replace those of the same site and name under their id, and no others', async () => {
    const desk = aDesk();
    const first = await desk.push(json(exported({ value: 'old' })));
    const other = await desk.push({ ...json(exported()), name: 'second account' });
    const again = await desk.push(json(exported({ value: 'new' })));

    expect([first.status, other.status, again.status]).toEqual([201, 201, 200]);
    expect(again.body.id).toBe(first.body.id);
    expect(other.body.id).not.toBe(first.body.id);
    const opened = await desk.jars.open({ owner: 'alice', id: first.body.id }, 'https://example.com/');
    expect(opened).toContain('new');
    expect(opened).not.toContain('old');
  });

  it('of several sites are refused unless it is said whose are meant; the others are not kept', async () => {
    const desk = aDesk();
    const both = [exported(), exported({ domain: '.bank.example' }), exported({ domain: 'localhost' })];
    const { status, body } = await desk.push(json(...both.slice(0, 2)));
    expect({ status, field: body.field }).toEqual({ status: 400, field: 'site' });
    expect(body.detail).toContain('2 sites (bank.example, example.com)');

    const chosen = await desk.push({ ...json(...both), site: 'www.example.com' });
    expect(chosen.body).toMatchObject({ site: 'example.com', count: 1, leftOut: { expired: 0, otherSites: 2 } });
  });

  it('that have ended are left out, and refused when none is left', async () => {
    const desk = aDesk();
    const ended = exported({ name: 'old', expires: 1_600_000_000 });
    expect((await desk.push(json(ended, exported()))).body).toMatchObject({ count: 1, leftOut: { expired: 1 } });
    expect(await desk.push(json(ended))).toMatchObject({ status: 400, body: { code: 'cookies.expired' } });
  });

  it('may be of an address without a name', async () => {
    const { body } = await aDesk().push(netscape(aLine({ domain: '127.0.0.1', below: 'FALSE' })));
    expect(body).toMatchObject({ site: '127.0.0.1', domains: ['127.0.0.1'] });
  });

  it.each([
    [
      'a public suffix',
      netscape(aLine({ domain: '.co.uk' })),
      'cookies',
      /^cookies: line 1 is of a domain that no single/,
    ],
    ['a host of many tenants', json(exported({ domain: 'github.io' })), 'cookies[0].domain', /no single site/],
    ['a bad line', netscape(aLine(), `${canary}\tx`), 'cookies', /^cookies: line 2 has 2 fields/],
    ['no cookie at all', netscape('# nothing'), 'cookies', /none/],
    [
      'a line end in a value',
      json(exported(), exported({ value: `${canary}\n.evil.com\tTRUE` })),
      'cookies[1].value',
      /control/,
    ],
    ['a value that is none', json(exported({ value: 7 })), 'cookies[0].value', /expected/],
    ['a list for a value', json(exported({ value: [canary] })), 'cookies[0].value', /expected/],
    ['a secret for a number', json(exported({ expires: canary })), 'cookies[0].expires', /expected/],
    ['a text for a list', { format: 'json', cookies: canary }, 'cookies', /expected a list/],
    ['a list for a text', { format: 'netscape', cookies: [canary] }, 'cookies', /expected a text/],
    ['a text for a cookie', { format: 'json', cookies: [canary] }, 'cookies[0]', /expected/],
    ['a text for a claim', json(exported({ secure: canary })), 'cookies[0].secure', /true or false/],
    ['a site that is none', { ...json(exported()), site: 'com' }, 'site', /the domain of one site/],
    ['another site', { ...json(exported()), site: 'other.com' }, 'cookies', /none is of other.com/],
    ['an unknown field', { ...json(exported()), values: canary }, 'values', /no such field/],
    ['another format', { format: 'har', cookies: canary }, 'format', /./],
  ])('with %s are refused by name', async (_what, body, field, detail) => {
    const answer = await aDesk().push(body);
    expect(answer).toMatchObject({ status: 400, body: { code: 'request.invalid', field } });
    expect(answer.body.detail).toMatch(detail);
    expect(JSON.stringify(answer)).not.toContain(canary);
  });

  it('too many or too large are refused as that', async () => {
    const desk = aDesk();
    const many = Array.from({ length: 1001 }, (_, index) => exported({ name: `n${index}`, value: 'v' }));
    expect(await desk.push(json(...many))).toMatchObject({ status: 413, body: { code: 'request.too-large' } });
    const large = Array.from({ length: 60 }, (_, index) => exported({ name: `n${index}`, value: 'v'.repeat(8000) }));
    expect(await desk.push(json(...large))).toMatchObject({ status: 413, body: { code: 'request.too-large' } });
  });

  it('in a body that is no JSON are not repeated in the answer', async () => {
    const answer = await aDesk().raw(`{"format":"json","cookies":"${canary}`);
    expect(answer).toMatchObject({ status: 400, body: { code: 'request.not-json' } });
    expect(JSON.stringify(answer)).not.toContain(canary);
    const broken = await aDesk().raw(`{"cookies":[{"value": ${canary}}]}`);
    expect(JSON.stringify(broken)).not.toContain('canary');
  });

  it('are kept for a hundred sites, and anew for those', async () => {
    const desk = aDesk();
    for (let site = 0; site < 100; site += 1) await desk.push(json(exported({ domain: `s${site}.com` })));
    expect(await desk.push(json(exported()))).toMatchObject({ status: 409, body: { code: 'quota.reached' } });
    expect((await desk.push(json(exported({ domain: 's7.com' })))).status).toBe(200);
  });
});

describe('cookies that are kept', () => {
  it('are seen and erased by their owner alone', async () => {
    const desk = aDesk();
    const { body } = await desk.push(json(exported()));

    expect(await desk.list('bob/user')).toEqual([]);
    expect(await desk.erase(body.id, 'bob/admin')).toMatchObject({ status: 404, body: { code: 'cookies.not-found' } });
    expect((await desk.erase(body.id)).status).toBe(204);
    expect(await desk.erase(body.id)).toMatchObject({ status: 404 });
    expect(await desk.list()).toEqual([]);
    expect(await desk.jars.open({ owner: 'alice', id: body.id }, 'https://example.com/')).toBeNull();
  });

  it('take the permission to write, and to see them the one to read', async () => {
    const desk = aDesk();
    expect((await desk.push(json(exported()), 'alice/viewer')).status).toBe(403);
    expect((await desk.erase('0190a6de-0000-7000-8000-000000000000', 'alice/viewer')).status).toBe(403);
    expect(await desk.list('alice/viewer')).toEqual([]);
  });
});
