import { afterEach, describe, expect, it, vi } from 'vitest';
import { refusalOf } from '#shared/guard/judge-url.ts';
import { guardRules } from '#shared/guard-rules.ts';

afterEach(() => void vi.unstubAllEnvs());

describe('what an installation lets through', () => {
  it('is nothing of its own machine', () => {
    vi.stubEnv('REELMILL_HOME', 'true');
    expect(refusalOf('http://127.0.0.1:4001/', guardRules())).toMatch('not public');
  });

  it('is the ports of its own machine that it names, at home', () => {
    vi.stubEnv('REELMILL_HOME', 'true');
    vi.stubEnv('REELMILL_ALLOW_LOOPBACK', '4001, 4002');
    expect(refusalOf('http://127.0.0.1:4002/', guardRules())).toBeNull();
    expect(refusalOf('http://127.0.0.1:4003/', guardRules())).toMatch('not public');
  });

  it('is never its own machine elsewhere: whoever says so is told', () => {
    vi.stubEnv('REELMILL_ALLOW_LOOPBACK', '4001');
    expect(guardRules).toThrow('REELMILL_ALLOW_LOOPBACK is for an installation at home');
  });

  it.each(['all', '0', '70000', '80,x'])('is not known where the ports are "%s"', (ports) => {
    vi.stubEnv('REELMILL_ALLOW_LOOPBACK', ports);
    expect(guardRules).toThrow('REELMILL_ALLOW_LOOPBACK cannot be used');
  });
});
