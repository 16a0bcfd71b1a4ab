import { afterEach, describe, expect, it, vi } from 'vitest';
import { env } from '#shared/env.ts';

describe('the environment', () => {
  afterEach(() => vi.unstubAllEnvs());

  it('gives what it was told', () => {
    vi.stubEnv('REELMILL_TABLE', 'jobs');
    vi.stubEnv('REELMILL_WORKFLOWS', '{"transcode":"arn:aws:states:x"}');
    vi.stubEnv('REELMILL_MEDIA_ENDPOINT', 'http://127.0.0.1:4000/');
    expect(env('REELMILL_TABLE')).toBe('jobs');
    expect(env('REELMILL_WORKFLOWS')).toEqual({ transcode: 'arn:aws:states:x' });
    expect(env('REELMILL_MEDIA_ENDPOINT')).toBe('http://127.0.0.1:4000');
  });

  it.each([
    ['1', true],
    ['true', true],
    ['0', false],
    ['', false],
  ])('is at home when REELMILL_HOME is "%s": %s', (value, home) => {
    vi.stubEnv('REELMILL_HOME', value);
    expect(env('REELMILL_HOME')).toBe(home);
  });

  it.each([undefined, ''])('names the variable that is not set', (value) => {
    vi.stubEnv('REELMILL_TABLE', value);
    expect(() => env('REELMILL_TABLE')).toThrow('the environment variable REELMILL_TABLE is not set');
  });

  it.each(['{', '[]', '{"unknown":"arn"}', '{"transcode":""}'])(
    'names the variable that cannot be used: %s',
    (value) => {
      vi.stubEnv('REELMILL_WORKFLOWS', value);
      expect(() => env('REELMILL_WORKFLOWS')).toThrow('the environment variable REELMILL_WORKFLOWS cannot be used');
    },
  );

  it('does without what is optional', () => {
    vi.stubEnv('REELMILL_PUBLIC_URL', undefined);
    expect(env('REELMILL_PUBLIC_URL')).toBeUndefined();
  });
});
