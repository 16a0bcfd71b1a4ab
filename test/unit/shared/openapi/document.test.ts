import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { advice } from '#shared/advice.ts';
import { errorTable } from '#shared/errors.ts';
import { openApiDocument } from '#shared/openapi/document.ts';
import type { NamedRoute } from '#shared/openapi/operation.ts';
import { accepted, ok, route } from '#shared/route.ts';

const showReel: NamedRoute = {
  area: 'reels',
  name: 'show-reel',
  route: route({
    method: 'GET',
    path: '/api/v1/reels/{id}',
    summary: 'Show a reel',
    allows: 'read',
    params: z.strictObject({ id: z.uuidv7() }),
    replies: { 200: z.strictObject({ at: z.iso.datetime() }).meta({ id: 'Reel' }) },
    handle: async () => ok({}),
  }),
};

const startReel: NamedRoute = {
  area: 'reels',
  name: 'start-reel',
  route: route({
    method: 'POST',
    path: '/api/v1/reels',
    summary: 'Start a reel',
    allows: 'write',
    body: z.strictObject({ name: z.string().meta({ example: 'first' }) }),
    limit: { name: 'reels', count: 20, seconds: 900 },
    repeatable: true,
    waits: true,
    replies: { 202: null, 409: null },
    handle: async () => accepted({}, '/'),
  }),
};

const beginReel: NamedRoute = {
  area: 'reels',
  name: 'begin-reel',
  route: route({
    method: 'POST',
    path: '/api/v1/reels/drafts',
    summary: 'Begin a reel',
    allows: 'write',
    body: z.strictObject({ name: z.string() }),
    repeatable: true,
    replies: { 201: null },
    handle: async () => ok({}),
  }),
};

const thawReel: NamedRoute = {
  area: 'reels',
  name: 'thaw-reel',
  route: route({
    method: 'POST',
    path: '/api/v1/reels/{id}/thaw',
    summary: 'Thaw a reel',
    allows: 'write',
    params: z.strictObject({ id: z.uuidv7() }),
    body: z.strictObject({ days: z.int() }),
    replies: { 202: null },
    handle: async () => accepted({}, '/'),
  }),
};

const pulse: NamedRoute = {
  area: 'ops',
  name: 'get-pulse',
  route: route({
    method: 'GET',
    path: '/pulse',
    summary: 'Say that it lives',
    allows: 'open',
    replies: { 200: null },
    handle: async () => ok({}),
  }),
};

const document = openApiDocument([startReel, beginReel, thawReel, showReel, pulse], { version: '1.2.3' });
const show = document.paths?.['/api/v1/reels/{id}']?.get;
const start = document.paths?.['/api/v1/reels']?.post;

describe('the API document', () => {
  it('is the same whatever order the routes come in', () => {
    expect(openApiDocument([pulse, thawReel, showReel, startReel, beginReel], { version: '1.2.3' })).toEqual(document);
  });

  it('names operations by their file and groups them by area', () => {
    expect(show).toMatchObject({ operationId: 'showReel', tags: ['reels'], 'x-permission': 'read' });
  });

  it('asks for a sign-in except where anybody may call', () => {
    expect(show?.security).toEqual([{ signIn: [] }]);
    expect(document.paths?.['/pulse']?.get?.security).toEqual([]);
  });

  it('tells of each route only the problems it can have', () => {
    expect(Object.keys(show?.responses ?? {})).toEqual(['200', '304', '400', '401', '403', '404', '429', '500', '503']);
    expect(Object.keys(document.paths?.['/pulse']?.get?.responses ?? {})).toEqual(['200', '304', '429', '500', '503']);
    expect(start?.responses).toMatchObject({ 409: { $ref: '#/components/responses/Conflict' } });
  });

  it('has a problem reply for every status of the error table, and every code in one of them', () => {
    const said = JSON.stringify(document.components?.responses);
    for (const code of Object.keys(errorTable)) expect(said).toContain(`\`${code}\``);
    expect(document.components?.schemas?.['Problem']).toMatchObject({
      properties: { code: { enum: Object.keys(errorTable) } },
    });
  });

  it('says for people and for clients what to do about each', () => {
    expect(document).toHaveProperty(['x-advice', 'source.empty'], advice['source.empty']);
    expect(JSON.stringify(document.components?.responses)).toContain(advice['request.rate-limited']);
  });

  it('offers to wait and to repeat where a route heeds both, and nowhere else', () => {
    expect(start?.parameters).toEqual([
      { $ref: '#/components/parameters/IdempotencyKey' },
      { $ref: '#/components/parameters/Prefer' },
    ]);
    expect(JSON.stringify(show?.parameters)).not.toContain('Prefer');
    const thaw = document.paths?.['/api/v1/reels/{id}/thaw']?.post;
    expect(JSON.stringify(thaw?.parameters)).not.toContain('#/components/parameters');
    expect(thaw?.responses).not.toHaveProperty('422');
  });

  it('offers to repeat where a route says that it heeds the key', () => {
    const begin = document.paths?.['/api/v1/reels/drafts']?.post;
    expect(begin?.parameters).toEqual([{ $ref: '#/components/parameters/IdempotencyKey' }]);
    expect(begin?.responses).toHaveProperty('422');
  });

  it('puts the rate limit headers on every answer that is counted', () => {
    expect(start?.responses?.['202']).toMatchObject({
      headers: { RateLimit: {}, 'RateLimit-Policy': {}, Location: {} },
    });
    expect(document.components?.responses?.['TooManyRequests']).toMatchObject({ headers: { 'Retry-After': {} } });
  });

  it('says a limit that a route has besides the general ones', () => {
    expect(start?.description).toContain('20 calls in 900 seconds');
  });

  it('leaves out the patterns that a format already tells', () => {
    expect(JSON.stringify(document.components?.schemas?.['Reel'])).not.toContain('pattern');
  });
});
