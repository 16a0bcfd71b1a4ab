import { describe, expect, it } from 'vitest';
import { placements, ruleFor } from '../../infra/placements.ts';
import { batch } from '../../statemachines/batch.ts';
import { outline, type State } from './support/definition.ts';
import { render } from './support/render.ts';

const targets = ['aws', 'local'] as const;
const rendered = (target: (typeof targets)[number]) =>
  render(batch, (operation) => ruleFor(operation, placements[target]), target);

describe('the workflow of a batch', () => {
  it.each(targets)('goes this way, target %s', async (target) => {
    await expect(outline(rendered(target))).toMatchFileSnapshot(`__snapshots__/batch.${target}.txt`);
  });

  it.each([
    ['aws', { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' }],
    ['local', { Mode: 'INLINE' }],
  ] as const)('fans out as target %s can', (target, how) => {
    expect(rendered(target).States['each item']?.ItemProcessor?.ProcessorConfig).toEqual(how);
  });

  it.each(targets)('carries numbers through its state, never addresses, target %s', (target) => {
    const each = rendered(target).States['each item'] as State;
    expect(each).toMatchObject({
      Items: '{% [1..$listed.count] %}',
      MaxConcurrency: '{% $listed.atOnce %}',
      Output: {},
    });
    const inner = Object.values(each.ItemProcessor?.States ?? {});
    expect(inner.map(({ Output }) => Output)).toEqual(inner.map(() => ({})));
    expect(JSON.stringify(each.ItemSelector)).not.toContain('request');
  });

  it.each(targets)('goes on although an item could not be begun, target %s', (target) => {
    const { States = {} } = (rendered(target).States['each item'] as State).ItemProcessor ?? {};
    const begin = States['begin the item'] as State;
    expect(begin.Resource).toMatch(/lambda:invoke\.waitForTaskToken$/);
    expect(begin.Catch?.map(({ ErrorEquals, Next }) => [ErrorEquals, Next])).toEqual([
      [['States.ALL'], 'the item is over'],
    ]);
    expect(begin.Retry?.length).toBeGreaterThan(0);
    expect(Number.isInteger(begin.TimeoutSeconds)).toBe(true);
  });
});
