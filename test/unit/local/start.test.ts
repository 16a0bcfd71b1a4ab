import { describe, expect, it } from 'vitest';
import { isInstalled } from '../../../infra/local/bootstrap.mjs';
import { lambdasAtOnce } from '../../../infra/local/emulator.ts';
import { parseOutputs } from '../../../infra/local/outputs.ts';
import { portsFrom } from '../../../infra/local/ports.ts';
import { identify, isSame } from '../../../infra/local/processes/identity.ts';
import { backoffMs } from '../../../infra/local/processes/keep-running.ts';
import { errorOf } from '../../../infra/local/run-file.ts';
import { makePassword } from '../../../infra/local/secrets.ts';
import { createSteps, progressBar } from '../../../infra/local/steps.ts';
import { securityToml } from '../../../infra/local/store.ts';

describe('node_modules', () => {
  const wanted = {
    '': {},
    'node_modules/a': { version: '1.0.0' },
    'node_modules/b': { version: '2.0.0', optional: true },
    'node_modules/c': { version: '3.0.0', extraneous: true },
  };

  it('are installed when every package has the locked version, other platforms’ aside', () => {
    expect(isInstalled(wanted, { 'node_modules/a': { version: '1.0.0' } })).toBe(true);
  });

  it('are not when one is missing or another version', () => {
    expect(isInstalled(wanted, {})).toBe(false);
    expect(isInstalled(wanted, { 'node_modules/a': { version: '1.0.1' } })).toBe(false);
    expect(
      isInstalled(wanted, { 'node_modules/a': { version: '1.0.0' }, 'node_modules/b': { version: '1.0.0' } }),
    ).toBe(false);
  });
});

describe('a home stack', () => {
  it('has ports side by side, each its own', () => {
    const ports = Object.values(portsFrom(15_000));
    expect(new Set(ports).size).toBe(ports.length);
    expect(Math.max(...ports)).toBe(15_000 + ports.length - 1);
  });

  it('gives Lambdas a quarter of the memory and eight a core', () => {
    expect(lambdasAtOnce(24e9, 2)).toBe(16);
    expect(lambdasAtOnce(3.2e9, 8)).toBe(10);
    expect(lambdasAtOnce(1e9, 8)).toBe(6);
  });

  it('waits longer after each early death, and never long', () => {
    expect([0, 1, 2, 20].map(backoffMs)).toEqual([200, 400, 800, 10_000]);
  });

  it('has a password that meets the pool’s policy and is not the next one’s', () => {
    const one = makePassword(Uint8Array.from({ length: 18 }, (_, at) => at));
    expect(one).toMatch(/^(?=.*[a-z])(?=.*[A-Z])(?=.*\d)(?=.*-).{22,}$/);
    expect(makePassword(new Uint8Array(18))).not.toBe(one);
  });

  it('closes the store’s inner doors with four keys', () => {
    const toml = securityToml(['k1', 'k2', 'k3', 'k4'], 'http://127.0.0.1:15000');
    for (const key of ['k1', 'k2', 'k3', 'k4']) expect(toml).toContain(`key = "${key}"`);
  });

  it('tells a process from another that has its id later', () => {
    const self = identify(process.pid);
    expect(isSame(self)).toBe(true);
    expect(isSame({ ...self, started: '1' })).toBe(false);
    expect(isSame({ pid: 2 ** 22 + 1, started: self.started })).toBe(false);
  });
});

describe('what was deployed', () => {
  const outputs = {
    front: { ApiId: 'api', ExportsOutputRefApiId: 'no' },
    rest: { UserPoolId: 'p', ConsoleUserPoolClientId: 'c', TableName: 't', WorkQueues: 'q', BusName: 'b' },
    vault: { CookiesTable: 'v', CookiesKey: 'k' },
  };

  it('is found by the end of its name in any stack', () => {
    expect(parseOutputs(outputs)).toMatchObject({ ApiId: 'api', UserPoolClientId: 'c', WorkQueues: 'q' });
  });

  it('is missed by name', () => {
    expect(() => parseOutputs({ front: outputs.front })).toThrow('ends in UserPoolId, UserPoolClientId, TableName');
  });
});

describe('what is shown', () => {
  it('fills a bar as far as the work is', () => {
    expect(progressBar(50, 'encoding', 4)).toBe('[██░░]  50 % encoding');
    expect(progressBar(undefined, 'queued')).toBe('queued');
    expect(progressBar(250, 'encoding', 4)).toBe('[████] 250 % encoding');
  });

  it('is a mark for each step: what failed is not ticked off, and says why', async () => {
    const shown: string[] = [];
    const steps = createSteps({ isTTY: false, columns: 80, write: (text: string) => shown.push(text) > 0 });
    await steps.run(
      'first',
      async () => 'fine',
      () => [],
    );
    await steps.run(
      'second',
      async () => 'bad',
      (result) => [`it was ${result}`, 'Do better.'],
    );
    await expect(steps.run('third', async () => Promise.reject(new Error('worse')))).rejects.toThrow('worse');
    expect(shown.join('').replaceAll(/\d+\.\d s/g, 'n s')).toBe(
      '  ✔ first (n s)\n  ✘ second (n s)\n    it was bad\n    Do better.\n  ✘ third (n s)\n',
    );
  });

  it('is one line of what went wrong', () => {
    expect(errorOf(new Error('a\nb'))).toEqual({ code: 'internal', message: 'a' });
  });
});
