import { describe, expect, it } from 'vitest';
import { findDestination } from '../../../infra/local/front-door/find-destination.ts';
import { forwardedHeaders } from '../../../infra/local/front-door/forward.ts';
import { isPlainPath, judgeRequest, type RequestFacts } from '../../../infra/local/front-door/judge-request.ts';

const from = (over: Partial<RequestFacts> = {}): RequestFacts => ({
  method: 'GET',
  url: '/api/v1/jobs',
  host: '127.0.0.1:15000',
  origin: undefined,
  site: undefined,
  mode: undefined,
  destination: undefined,
  ...over,
});

const judge = (over?: Partial<RequestFacts>) => judgeRequest(from(over), 15_000);

describe('who may come in at the front door', () => {
  it('lets programs in, which say nothing of an origin', () => {
    expect(judge()).toBe('pass');
    expect(judge({ method: 'POST' })).toBe('pass');
  });

  it('lets its own pages in', () => {
    expect(judge({ method: 'POST', origin: 'http://127.0.0.1:15000', site: 'same-origin', mode: 'cors' })).toBe('pass');
    expect(judge({ host: 'localhost:15000', origin: 'http://localhost:15000', site: 'same-origin' })).toBe('pass');
  });

  it.each([
    ['another site', { origin: 'https://evil.example', site: 'cross-site', mode: 'cors' }],
    ['another port of this machine', { origin: 'http://127.0.0.1:3000', site: 'same-site', mode: 'cors' }],
    ['a page that sends no origin', { site: 'cross-site', mode: 'no-cors', destination: 'image' }],
    ['a page on another port that sends no origin', { site: 'same-site', mode: 'no-cors', destination: 'video' }],
    ['a sandboxed frame', { origin: 'null', site: 'cross-site', mode: 'cors' }],
    ['a rebound name', { host: 'evil.example:15000' }],
    ['a rebound name in a person’s visit', { host: 'evil.example:15000', mode: 'navigate', destination: 'document' }],
    ['another port’s name', { host: '127.0.0.1:15001' }],
    ['no name', { host: undefined }],
    [
      'a form of another site',
      { method: 'POST', origin: 'https://evil.example', site: 'cross-site', mode: 'navigate', destination: 'document' },
    ],
    ['a frame of another site', { url: '/', site: 'cross-site', mode: 'navigate', destination: 'iframe' }],
    [
      'unsigned media for another site',
      { url: '/media/processed/a', site: 'cross-site', mode: 'no-cors', destination: 'video' },
    ],
  ])('refuses %s', (_who, facts) => {
    expect(judge(facts)).toBe('refuse');
  });

  it('lets a person follow a link from a mail, to the one name that sign-in knows', () => {
    const visit = { url: '/api/v1/links/x', site: 'cross-site', mode: 'navigate', destination: 'document' };
    expect(judge(visit)).toBe('pass');
    expect(judge({ ...visit, host: 'localhost:15000' })).toBe('go-to-canonical');
  });

  it('lets anyone use an address that carries its own permission', () => {
    const url = `/media/raw/a?X-Amz-Signature=${'0a'.repeat(32)}`;
    expect(judge({ method: 'PUT', url, origin: 'https://other.example', site: 'cross-site' })).toBe('pass');
    expect(judge({ method: 'PUT', url: url.replace('media', 'api'), origin: 'https://other.example' })).toBe('refuse');
  });
});

describe('a path', () => {
  it.each(['/api/../x', '/media/%2e%2e/x', '/media/a%2f..%2fb', '/..', '/a\\..\\b', 'http://x/'])(
    '%s is not plain',
    (url) => {
      expect(isPlainPath(url)).toBe(false);
    },
  );

  it.each(['/', '/media/raw/a..b/c.mp4?x=../y', '/.well-known/x', '/a/...b'])('%s is plain', (url) => {
    expect(isPlainPath(url)).toBe(true);
  });

  it.each([
    ['/api/v1/jobs?state=failed', 'api'],
    ['/v1/media/youtube/info', 'api'],
    ['/health', 'api'],
    ['/healthz', 'api'],
    ['/api/docs', 'static'],
    ['/api/docs/swagger-ui.css', 'static'],
    ['/api/openapi.json', 'static'],
    ['/oauth2/authorize?client_id=1', 'sign-in'],
    ['/login', 'sign-in'],
    ['/us-east-1_abc/.well-known/jwks.json', 'sign-in'],
    ['/media/raw/x', 'media'],
    ['/home/mail', 'mail'],
    ['/config.json', 'config'],
    ['/jobs/12', 'static'],
    ['/_ministack/reset', 'static'],
    ['/_aws/execute-api/x', 'static'],
    ['/_reelmill/save', 'static'],
  ])('%s is answered by %s', (url, destination) => {
    expect(findDestination(url)).toBe(destination);
  });
});

describe('headers on their way in', () => {
  it('lose what only browsers say and what is for one hop', () => {
    const sent = {
      host: 'h',
      origin: 'o',
      'sec-fetch-site': 's',
      connection: 'close',
      'x-forwarded-for': '6.6.6.6',
      range: 'bytes=0-',
    };
    expect(forwardedHeaders(sent)).toEqual({ host: 'h', range: 'bytes=0-' });
  });
});
