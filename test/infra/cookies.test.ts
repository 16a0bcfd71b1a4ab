import { describe, expect, it } from 'vitest';
import { listOf, resourcesOf, statementsOf } from './support/templates.ts';

const text = (value: unknown): string => JSON.stringify(value);

describe.each(['aws', 'local'] as const)('cookies, target %s', (target) => {
  const table = () => resourcesOf(target, 'AWS::DynamoDB::GlobalTable').find(({ id }) => id.startsWith('Cookies'));
  const may = (action: string) =>
    statementsOf(target)
      .filter(({ statement }) => listOf(statement.Action).includes(action))
      .filter(({ statement }) => /Cookies/.test(text(statement.Resource)))
      .map(({ at }) => at.replace(/(Function|Handler|TaskRole|Role).*/, ''));

  it('lie in a table without a past: no restoring, no stream, and an end by themselves', () => {
    const found = table();
    expect(found).toBeDefined();
    expect(text(found?.Properties)).not.toMatch(/PointInTimeRecoveryEnabled":true|StreamSpecification/);
    expect(found?.Properties['TimeToLiveSpecification']).toEqual({ AttributeName: 'ttl', Enabled: true });
    expect(found?.DeletionPolicy).toBe('Delete');
  });

  it('are sealed by a key of their own, which is turned over each year', () => {
    const keys = resourcesOf(target, 'AWS::KMS::Key').filter(({ id }) => id.startsWith('Cookies'));
    expect(keys.map(({ Properties }) => Properties['EnableKeyRotation'])).toEqual([true]);
  });

  it('are opened by none but workers that fetch, and what answers workers outside', () => {
    for (const at of may('kms:Decrypt')) expect(at).toMatch(/^(compute\/.*(ytdlp|Worker)|api\/worker)/);
  });

  it('are put in and erased by the API that cannot read them', () => {
    expect(may('dynamodb:DeleteItem')).toEqual(['api/auth']);
    expect(may('kms:GenerateDataKey')).toContain('api/auth');
    expect(may('kms:Decrypt')).not.toContain('api/auth');
  });
});
