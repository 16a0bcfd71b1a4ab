import { describe, expect, it } from 'vitest';
import { listOf, resourcesOf, statementsOf } from './support/templates.ts';

const text = (value: unknown): string => JSON.stringify(value);

/** Actions that AWS gives no resource for. */
const withoutResource = [
  'xray:PutTraceSegments',
  'xray:PutTelemetryRecords',
  'xray:GetSamplingRules',
  'xray:GetSamplingTargets',
  'ecr:GetAuthorizationToken',
  'ecs:DescribeTasks',
  'ecs:StopTask',
  'logs:CreateLogDelivery',
  'logs:GetLogDelivery',
  'logs:UpdateLogDelivery',
  'logs:DeleteLogDelivery',
  'logs:ListLogDeliveries',
  'logs:PutResourcePolicy',
  'logs:DescribeResourcePolicies',
  'logs:DescribeLogGroups',
];

describe.each(['aws', 'local'] as const)('what roles may do, target %s', (target) => {
  it('is named action by action', () => {
    const wild = statementsOf(target).filter(({ statement }) =>
      listOf(statement.Action).some((action) => action.includes('*')),
    );
    expect(wild).toEqual([]);
  });

  it('is bound to resources wherever AWS has any for it', () => {
    const unbound = statementsOf(target).filter(
      ({ statement }) =>
        listOf(statement.Resource).includes('*') &&
        listOf(statement.Action).some((action) => !withoutResource.includes(action)),
    );
    expect(unbound).toEqual([]);
  });

  it('never reaches the table itself, only its items', () => {
    const actions = statementsOf(target).flatMap(({ statement }) => listOf(statement.Action));
    const reach = actions.filter((action) =>
      /^dynamodb:(Create|Delete|Update)Table|^dynamodb:\w*(Backup|Scan)/.test(action),
    );
    expect(reach).toEqual([]);
  });

  it.each(['s3:PutObject', 's3:DeleteObject', 's3:DeleteObjectVersion', 's3:RestoreObject'])(
    'lets nobody but the uploads change what lies under raw/: %s',
    (action) => {
      const granted = statementsOf(target)
        .filter(({ statement }) => listOf(statement.Action).includes(action))
        .filter(({ statement }) => text(statement.Resource).includes('/raw/'))
        .map(({ at }) => at);
      expect(granted).toEqual([expect.stringMatching(/^api\/uploads/)]);
    },
  );

  it('lets only those start workflows who take work on', () => {
    const starters = statementsOf(target)
      .filter(({ statement }) => listOf(statement.Action).includes('states:StartExecution'))
      .map(({ at }) => at.replace(/(Function|Handler)?Role.*|[0-9A-F]{8}$/, ''))
      .sort();
    expect(starters).toEqual(
      [
        'api/downloads',
        'api/jobs',
        'api/media',
        'api/uploads',
        'reactions/jobseventsonparentover',
        ...(target === 'local' ? ['reactions/jobseventsreconcile'] : ['workflows/batchMachineDistributedMapPolicy']),
        'reactions/jobseventssweep',
        'reactions/uploadseventsonobjectcreated',
        'workflows/Batch',
      ].sort(),
    );
  });

  it('is a role of its own for each function', () => {
    const roles = resourcesOf(target, 'AWS::Lambda::Function').map(({ Properties }) => text(Properties['Role']));
    expect(new Set(roles).size).toBe(roles.length);
  });
});
