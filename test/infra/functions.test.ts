import { describe, expect, inject, it } from 'vitest';
import { resourcesOf } from './support/templates.ts';
import { variablesRead } from './support/variables-read.ts';

/** Without those that CDK adds for itself. */
const ours = (target: 'aws' | 'local') =>
  resourcesOf(target, 'AWS::Lambda::Function').filter(({ id }) => !/^(Custom|AWS679)|Provider/.test(id));

describe('functions', () => {
  it('run on arm64 and Node 24, traced, with a log of their own that ends', () => {
    const groups = resourcesOf('aws', 'AWS::Logs::LogGroup');
    expect(groups.every(({ Properties }) => Properties['RetentionInDays'] === 30)).toBe(true);
    expect(ours('aws').length).toBeGreaterThan(12);
    for (const { Properties } of ours('aws'))
      expect(Properties).toMatchObject({
        Architectures: ['arm64'],
        TracingConfig: { Mode: 'Active' },
        LoggingConfig: { LogFormat: 'JSON', LogGroup: expect.anything() },
      });
  });

  it('behind the API answer before the gateway gives up', () => {
    const areas = ours('aws').filter(({ stack }) => stack === 'api');
    expect(areas.length).toBeGreaterThan(4);
    expect(areas.map(({ Properties }) => Properties['Timeout'])).toEqual(areas.map(() => 29));
  });

  it('that work have the tools, the memory and the disk of what they run', () => {
    const workers = ours('aws').filter(({ stack }) => stack === 'compute');
    expect(
      workers.map(({ Properties }) => [
        Properties['MemorySize'],
        Properties['EphemeralStorage'].Size,
        Properties['Timeout'],
        Properties['Layers'].length,
      ]),
    ).toEqual([
      [2048, 1024, 900, 1],
      [8192, 8192, 900, 2],
      [1024, 1024, 900, 1],
      [4096, 8192, 900, 3],
    ]);
  });

  it('find their tools on the PATH at home, where layers are not unpacked to /opt', () => {
    expect(ours('local').filter(({ Properties }) => Properties['Layers'])).toEqual([]);
    expect(ours('local').every(({ Properties }) => Properties['Environment'].Variables.REELMILL_HOME === 'true')).toBe(
      true,
    );
  });

  it('in AWS are told nothing that only tests at home need', () => {
    const told = inject('synthesised').aws.functions.flatMap(({ variables }) => variables);
    expect(told.length).toBeGreaterThan(50);
    expect(told).not.toContain('REELMILL_TEST_EXTRACTORS');
  });

  it.each(['aws', 'local'] as const)(
    'are told every variable that their code cannot do without, target %s',
    (target) => {
      const { functions, outdir } = inject('synthesised')[target];
      const read = variablesRead(outdir);
      const missing = functions.flatMap(({ entry, variables }) =>
        (read.get(entry) ?? []).filter((name) => !variables.includes(name)).map((name) => `${entry} reads ${name}`),
      );
      expect(missing).toEqual([]);
    },
  );
});
