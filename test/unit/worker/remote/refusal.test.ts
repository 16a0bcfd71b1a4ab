import { describe, expect, it } from 'vitest';
import { backOff, refusalOf } from '#worker/remote/refusal.ts';

const from = (status: number, body: unknown, headers: Record<string, string> = {}) =>
  refusalOf('https://media.example.com', { status, headers: new Headers(headers) }, body);

describe('a reply that is no answer', () => {
  it.each([
    [401, 'auth.required', 'stop'],
    [403, 'auth.forbidden', 'stop'],
    [401, 'key.expired', 'stop'],
    [404, 'route.unknown', 'stop'],
    [403, 'work.out-of-reach', 'go-on'],
    [409, 'job.canceled', 'go-on'],
    [400, 'request.invalid', 'go-on'],
  ])('%i %s means: %s', (status, code, next) =>
    expect(from(status, { code, detail: 'why' })).toMatchObject({ error: { code }, next }),
  );

  it.each([[301], [403], [404]])('%i of something that is no Reelmill means: stop, and say so', (status) => {
    const { error, next } = from(status, null);
    expect(next).toBe('stop');
    expect(error.message).toContain('https://media.example.com is no Reelmill');
  });

  it.each([[429], [500], [502], [503]])('%i means: ask again', (status) =>
    expect(from(status, { code: 'internal' })).toMatchObject({
      error: { code: 'service.unavailable' },
      next: 'ask-again',
    }),
  );

  it('says when to ask again', () =>
    expect(from(429, { code: 'request.rate-limited' }, { 'retry-after': '7' }).error.retryAfterSeconds).toBe(7));
});

describe('the wait before the next try', () => {
  it('grows, up to 8 s, with full jitter', () => {
    const most = (failures: number) => backOff(failures, undefined, () => 1);
    expect([1, 2, 3, 20].map(most)).toEqual([250, 500, 1000, 8000]);
    expect(backOff(3, undefined, () => 0)).toBe(0);
  });

  it('is what was asked for, up to a minute', () => {
    expect(backOff(1, 7, () => 0)).toBe(7000);
    expect(backOff(1, 3600, () => 0)).toBe(60_000);
  });
});
