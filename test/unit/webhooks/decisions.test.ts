import { Webhook } from 'standardwebhooks';
import { describe, expect, it } from 'vitest';
import { webhookTypes } from '#shared/ports/webhooks.ts';
import { defaultId } from '#webhooks/default-endpoint.ts';
import { eventBody } from '#webhooks/event-body.ts';
import { healthAfter } from '#webhooks/health-after.ts';
import { judgeAnswer } from '#webhooks/judge-answer.ts';
import { newSecret } from '#webhooks/new-secret.ts';
import { retryPause } from '#webhooks/retry-pause.ts';
import { webhookType } from '#webhooks/schema.ts';
import { signed } from '#webhooks/sign.ts';
import { whomToTell } from '#webhooks/whom-to-tell.ts';
import { aJob, anArtifact } from '../../support/builders.ts';
import { anEndpoint } from '../../support/webhooks.ts';

describe('the pause before the next try', () => {
  it('grows from seconds to hours, and ends after a good day', () => {
    const pauses = [1, 2, 3, 4, 5, 6, 7].map((tries) => retryPause(tries, 0.5));
    expect(pauses).toEqual([5, 300, 1800, 7200, 18_000, 28_800, 36_000]);
    expect(retryPause(8, 0.5)).toBeNull();
    expect(pauses.reduce<number>((sum, pause) => sum + (pause ?? 0), 0)).toBeGreaterThan(24 * 3600);
  });

  it('is spread over all of its time, so that what failed together comes back apart', () => {
    expect(retryPause(2, 0)).toBe(1);
    expect(retryPause(2, 0.999)).toBe(599);
  });
});

describe('an answer', () => {
  it.each([
    [{ status: 200, response: '' }, 'delivered'],
    [{ status: 204, response: '' }, 'delivered'],
    [{ status: 302, response: '' }, 'again'],
    [{ status: 404, response: '' }, 'again'],
    [{ status: 410, response: '' }, 'gone'],
    [{ status: 429, response: '' }, 'again'],
    [{ status: 500, response: '' }, 'again'],
    [{ failed: 'ECONNREFUSED' }, 'again'],
    [{ refused: 'loopback' }, 'never'],
  ] as const)('of %j means %s', (posted, verdict) => expect(judgeAnswer(posted)).toBe(verdict));
});

describe('a signature', () => {
  it('is one that the library of the standard believes, by each secret that is valid', () => {
    const [fresh, old] = [newSecret(), newSecret()];
    const now = new Date();
    const headers = signed({ id: 'msg', body: '{"a":1}', now }, [fresh, old]);
    expect(new Webhook(fresh).verify('{"a":1}', headers)).toEqual({ a: 1 });
    expect(new Webhook(old).verify('{"a":1}', headers)).toEqual({ a: 1 });
    expect(() => new Webhook(newSecret()).verify('{"a":1}', headers)).toThrow('No matching signature');
    expect(() => new Webhook(fresh).verify('{"a":2}', headers)).toThrow('No matching signature');
  });

  it('is made with 32 random bytes', () => {
    const secret = newSecret();
    expect(Buffer.from(secret.replace('whsec_', ''), 'base64')).toHaveLength(32);
    expect(newSecret()).not.toBe(secret);
  });
});

describe('whom an end is told', () => {
  const [all, named, paused] = [anEndpoint(), anEndpoint({ jobs: 'named' }), anEndpoint({ enabled: false })];
  const failures = anEndpoint({ types: ['job.failed'] });
  const known = [all, named, paused, failures];
  const ids = (webhook?: string) =>
    whomToTell(aJob(webhook === undefined ? {} : { webhook }), 'job.succeeded', known).map(({ endpoint }) => endpoint);

  it('is every endpoint of all jobs that wants to know it', () => expect(ids()).toEqual([all.id]));
  it('is the one that the job names besides, once', () => {
    expect(ids(named.id)).toEqual([all.id, named.id]);
    expect(ids(all.id)).toEqual([all.id]);
  });
  it('is no endpoint that is paused or wants other news, though it is named', () => {
    expect(ids(paused.id)).toEqual([all.id]);
    expect(ids(failures.id)).toEqual([all.id]);
  });
  it('is an address by the default of its owner', () => {
    expect(ids('https://example.org/x')).toEqual([all.id, defaultId('alice')]);
  });
});

describe('the body', () => {
  it('is the job as its owner sees it, without keys of the store and without whom it tells', () => {
    const job = aJob({ state: 'succeeded', artifacts: [anArtifact()], webhook: 'https://example.com/secret' });
    const body = eventBody('job.succeeded', { ...job, endedAt: '2026-11-21T12:01:00.000Z' });
    expect(JSON.parse(body)).toMatchObject({
      type: 'job.succeeded',
      timestamp: '2026-11-21T12:01:00.000Z',
      data: { job: { id: job.id, state: 'succeeded', artifacts: [{ name: 'holiday.mp4' }] } },
    });
    expect(body).not.toContain('processed/');
    expect(body).not.toContain('example.com');
  });

  it('stays small whatever the job has', () => {
    const job = aJob({ notes: Array.from({ length: 300 }, () => 'x'.repeat(1000)) });
    const body = eventBody('job.failed', job);
    expect(JSON.parse(body).data.job).toEqual({
      ...{ id: job.id, kind: 'transcode', owner: 'alice', state: 'queued', attempt: 1 },
    });
  });
});

describe('the health of an endpoint', () => {
  const now = new Date('2026-11-21T12:00:00.000Z');
  const since = (days: number) => new Date(now.getTime() - days * 86_400_000).toISOString();

  it('begins to fail with a failure, and is well with a success', () => {
    expect(healthAfter(anEndpoint(), 'again', now)).toEqual({ failingSince: now.toISOString() });
    expect(healthAfter(anEndpoint(), 'delivered', now)).toBeNull();
    expect(healthAfter(anEndpoint({ failingSince: since(1) }), 'delivered', now)).toEqual({ failingSince: undefined });
  });

  it('ends with a 410 at once, and after five days in which nothing got through', () => {
    expect(healthAfter(anEndpoint(), 'gone', now)).toMatchObject({
      enabled: false,
      turnedOff: { why: /410/ },
    } as never);
    expect(healthAfter(anEndpoint({ failingSince: since(4.9) }), 'again', now)).toBeNull();
    expect(healthAfter(anEndpoint({ failingSince: since(5) }), 'again', now)).toMatchObject({ enabled: false });
  });

  it('of the default is none: one address says nothing about another', () => {
    expect(healthAfter(anEndpoint({ id: defaultId('alice') }), 'gone', now)).toBeNull();
  });
});

it('the types of the API are those that are sent', () => expect(webhookType.options).toEqual(webhookTypes));
