import { App, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Operation } from '#shared/operation.ts';
import { WorkQueues } from '../../infra/constructs/work-queues.ts';
import { QueuePlacement } from '../../infra/placement/queue.ts';
import { operationsAt, placements, ruleFor, rulesOf, tagsOf } from '../../infra/placements.ts';
import { readProduct } from '../../infra/product.ts';
import { readSettings } from '../../infra/settings.ts';

const given = (values: Record<string, unknown>) => rulesOf(readSettings((name) => values[name]));

describe('the setting ownWorkers', () => {
  let operations: readonly Operation[];
  beforeAll(async () => {
    ({ operations } = await readProduct());
  });

  it('is off unless it is set', () => {
    expect(given({})).toEqual(placements.aws);
    expect(given({ ownWorkers: 'true' })).toEqual(placements['aws-own-workers']);
  });

  it('changes nothing at home, where a worker is always there', () => {
    const local = { target: 'local', storeUrl: 'http://127.0.0.1:1', origin: 'http://127.0.0.1:2' };
    expect(given({ ...local, ownWorkers: 'true' })).toEqual(placements.local);
  });

  it('has transcodes wait for a machine of ours, and leaves containers nothing to do', () => {
    const rules = given({ ownWorkers: true });
    const transcode = operations.find(({ name }) => name === 'media.transcode') as Operation;
    expect(ruleFor(transcode, rules)).toBe('queue:compute');
    expect(new QueuePlacement({ queue: undefined as never, tag: 'compute' }).refuse(transcode)).toBeUndefined();
    expect(operationsAt('fargate', operations, rules)).toEqual([]);
  });
});

describe('the queues of work', () => {
  const stack = new Stack(new App({ autoSynth: false }), 'compute');
  const { byTag } = new WorkQueues(stack, 'Work', {
    tags: tagsOf(given({ placements: '{"downloads.*":"queue:home"}' })),
  });

  it('are one for each tag, and what kills its workers ends in one place', () => {
    expect([...byTag.keys()]).toEqual(['compute', 'network', 'home']);
    const template = Template.fromStack(stack);
    template.resourceCountIs('AWS::SQS::Queue', 4);
    template.resourcePropertiesCountIs(
      'AWS::SQS::Queue',
      { RedrivePolicy: Match.objectLike({ maxReceiveCount: 6 }) },
      3,
    );
  });
});

describe('the setting placements', () => {
  it('has all that fetches wait for a machine on another line, and nothing else', () => {
    const rules = given({ placements: '{"downloads.*":"queue:home"}' });
    const moved = Object.entries(rules).filter(([, rule]) => rule === 'queue:home');
    expect(moved.map(([name]) => name).sort()).toEqual(
      Object.keys(placements.aws)
        .filter((name) => name.startsWith('downloads.'))
        .sort(),
    );
    expect(rules['media.transcode']).toEqual(placements.aws['media.transcode']);
    expect(tagsOf(rules)).toContain('home');
  });

  it('takes the name of one operation as well, and goes before ownWorkers', () => {
    const rules = given({ ownWorkers: true, placements: '{"media.transcode":"queue:big"}' });
    expect([rules['media.transcode'], rules['downloads.fetch']]).toEqual(['queue:big', 'queue:network']);
  });

  it.each([
    ['{"media.nothing":"lambda"}', 'no operation is named media.nothing, expected some of downloads.browse'],
    ['{"downloads.*":"queue:"}', 'setting placements'],
    ['{"downloads.*":"mars"}', 'setting placements'],
    ['not json', 'setting placements'],
  ])('refuses %s in words', (text, words) => {
    expect(() => given({ placements: text })).toThrow(words);
  });
});
