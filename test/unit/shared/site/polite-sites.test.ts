import { describe, expect, it } from 'vitest';
import { EngineError } from '#shared/errors.ts';
import { politeSites } from '#shared/site/polite-sites.ts';
import { siteOf } from '#shared/site/site-of.ts';
import { inMemoryTurns } from '../../../support/fakes/turns.ts';

const never = new AbortController().signal;
const url = 'https://www.example.org/watch?v=1';

describe('the site of an address', () => {
  it.each([
    ['https://www.youtube.com/watch?v=1', 'youtube.com'],
    ['https://youtu.be/1', 'youtube.com'],
    ['https://a.b.example.co.uk:8443/x', 'example.co.uk'],
    ['http://127.0.0.1:8080/a.mp4', '127.0.0.1:8080'],
    ['http://[2001:db8::1]/a.mp4', '[2001:db8::1]'],
    ['http://media/a.mp4', 'media'],
    ['https://mine.s3.amazonaws.com/a.mp4', 'mine.s3.amazonaws.com'],
    ['https://d1.cloudfront.net/a.mp4', 'd1.cloudfront.net'],
  ])('of %s is %s', (given, site) => expect(siteOf(given)).toBe(site));
});

describe('whoever enters a site', () => {
  it('waits for a turn that comes soon', async () => {
    const sites = politeSites(inMemoryTurns({ '*': { perMinute: 1200, atOnce: 2 } }));
    const begun = performance.now();
    const first = await Promise.all([sites.enter(url, never), sites.enter(url, never)]);
    await Promise.all(first.map((turn) => turn.end()));
    await (await sites.enter(url, never)).end();
    expect(performance.now() - begun).toBeGreaterThan(30);
  });

  it('is told when to come again if it does not', async () => {
    const sites = politeSites(inMemoryTurns({ '*': { perMinute: 1, atOnce: 1 } }));
    await (await sites.enter(url, never)).end();
    const refused = await sites.enter(url, never).catch((error) => error);
    expect(refused).toMatchObject({ code: 'source.busy', transient: true });
    expect(refused.retryAfterSeconds).toBeGreaterThanOrEqual(59);
    expect(refused.retryAfterSeconds).toBeLessThanOrEqual(76);
    expect(refused.message).toContain('example.org');
  });

  it('leaves alone what refuses, and goes on elsewhere', async () => {
    const turns = inMemoryTurns({ '*': { refusals: 1 } });
    const sites = politeSites(turns, 1000);
    await (await sites.enter(url, never)).end('source.blocked');
    await expect(sites.enter(url, never)).rejects.toMatchObject({ code: 'source.busy' });
    await (await sites.enter('https://example.com/', never)).end();
    expect(await turns.closed()).toMatchObject([{ site: 'example.org', refusedAs: 'source.blocked' }]);
  });

  it('stops waiting when told to, and leaves no turn behind', async () => {
    const sites = politeSites(inMemoryTurns({ '*': { perMinute: 2, atOnce: 1 } }));
    await (await sites.enter(url, never)).end();
    const stopping = new AbortController();
    const waiting = sites.enter(url, stopping.signal);
    stopping.abort(new EngineError('job.canceled', 'enough'));
    await expect(waiting).rejects.toMatchObject({ code: 'job.canceled' });
    await expect(sites.enter(url, AbortSignal.abort(new EngineError('job.canceled', '')))).rejects.toBeDefined();
  });

  it('goes on though nobody can be told how it went', async () => {
    const turns = inMemoryTurns();
    const broken = { ...turns, end: async () => Promise.reject(new Error('no answer')) };
    const turn = await politeSites(broken).enter(url, never);
    await expect(turn.end('source.blocked')).resolves.toBeUndefined();
  });
});
