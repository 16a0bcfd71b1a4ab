import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, inject, it } from 'vitest';
import { templatesOf } from './support/templates.ts';

const outputsOf = (target: 'aws' | 'local'): string[] =>
  [...templatesOf(target).values()]
    .flatMap(({ Outputs }) => Object.keys(Outputs ?? {}))
    .filter((name) => !name.startsWith('ExportsOutput'))
    .sort();

const common = [
  'ApiId',
  'ApiUrl',
  'BusName',
  'CookiesKey',
  'CookiesTable',
  'HostedUiDomain',
  'LostEventsUrl',
  'MediaBucketName',
  'TableName',
  'UserPoolClientId',
  'UserPoolId',
  'WorkQueues',
];

describe('what synth writes', () => {
  it('lies at the top level, a template a stack and no stack within a stack', () => {
    const { outdir } = inject('synthesised').aws;
    expect([...templatesOf('aws').keys()].sort()).toEqual([
      'api',
      'compute',
      'console',
      'front',
      'identity',
      'notifications',
      'observability',
      'reactions',
      'storage',
      'workflows',
    ]);
    expect(readdirSync(outdir).filter((name) => name.startsWith('assembly-'))).toEqual([]);
    expect(existsSync(join(outdir, 'manifest.json'))).toBe(true);
  });

  it('leaves out at home what the emulator has no use for', () => {
    const aws = [...templatesOf('aws').keys()];
    const home = [...templatesOf('local').keys()];
    expect(aws.filter((stack) => !home.includes(stack)).sort()).toEqual(['console', 'observability']);
    expect(home.filter((stack) => !aws.includes(stack))).toEqual([]);
  });

  it('names in AWS what people and programs need to find it', () => {
    expect(outputsOf('aws')).toEqual([...common, 'AlarmTopic', 'ConsoleUrl'].sort());
  });

  it('names at home what the processes around it need', () => {
    expect(outputsOf('local')).toEqual([...common, 'ReconcileFunctionName'].sort());
  });
});
