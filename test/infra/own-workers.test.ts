import { beforeAll, describe, expect, it } from 'vitest';
import type { Operation } from '#shared/operation.ts';
import { QueuePlacement } from '../../infra/placement/queue.ts';
import { operationsAt, placingOf, ruleFor } from '../../infra/placements.ts';
import { readProduct } from '../../infra/product.ts';
import { readSettings } from '../../infra/settings.ts';

const given = (values: Record<string, unknown>) => placingOf(readSettings((name) => values[name]));

describe('the setting ownWorkers', () => {
  let operations: readonly Operation[];
  beforeAll(async () => {
    ({ operations } = await readProduct());
  });

  it('is off unless it is set', () => {
    expect(given({})).toBe('aws');
    expect(given({ ownWorkers: 'true' })).toBe('aws-own-workers');
  });

  it('changes nothing at home, where a worker is always there', () => {
    const local = { target: 'local', storeUrl: 'http://127.0.0.1:1', origin: 'http://127.0.0.1:2' };
    expect(given({ ...local, ownWorkers: 'true' })).toBe('local');
  });

  it('has transcodes wait for a machine of ours, and leaves containers nothing to do', () => {
    const placing = given({ ownWorkers: true });
    const transcode = operations.find(({ name }) => name === 'media.transcode') as Operation;
    expect(ruleFor(transcode, placing)).toBe('queue');
    expect(new QueuePlacement({ queue: undefined as never }).refuse(transcode)).toBeUndefined();
    expect(operationsAt('fargate', operations, placing)).toEqual([]);
  });
});
