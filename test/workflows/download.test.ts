import { describe, expect, it } from 'vitest';
import { placements, ruleFor } from '../../infra/placements.ts';
import { download } from '../../statemachines/download.ts';
import { outline, type State } from './support/definition.ts';
import { render } from './support/render.ts';

const rendered = (target: 'aws' | 'local') => render(download, (operation) => ruleFor(operation, placements[target]));

describe('the workflow of a download', () => {
  it.each(['aws', 'local'] as const)('goes this way, target %s', async (target) => {
    await expect(outline(rendered(target))).toMatchFileSnapshot(`__snapshots__/download.${target}.txt`);
  });

  const { States, TimeoutSeconds } = rendered('local');
  const ways = (name: string) => {
    const { Next, Default, Choices = [] } = States[name] as State;
    return [...Choices.map((choice) => choice.Next), Default ?? Next];
  };

  it('asks again for a stream that is announced, and outlasts a week of that', () => {
    expect(ways('look on queue network')).toEqual(['look: once more?']);
    expect(ways('look: once more?')).toEqual(['look: wait', 'is it wanted once?']);
    expect(ways('look: wait')).toEqual(['look on queue network']);
    expect(States['look: wait']).toMatchObject({ Seconds: '{% $look.waitSeconds %}', Output: {} });
    expect(TimeoutSeconds).toBeGreaterThan(7 * 24 * 3600);
  });

  it('fetches nothing where that is wanted once and was fetched before', () => {
    expect(ways('is it wanted once?')).toEqual(['look into the archive', 'fetch on queue network']);
    expect(ways('look into the archive')).toEqual(['fetched before?']);
    expect(ways('fetched before?')).toEqual(['finish without fetching', 'fetch on queue network']);
    expect(States['finish without fetching']?.End).toBe(true);
  });

  it('makes something of what was fetched only where that is wanted', () => {
    expect(ways('fetch on queue network')).toEqual(['inspect: wanted?']);
    expect(ways('inspect: wanted?')).toEqual(['inspect on lambda', 'finish the job']);
    expect(ways('transcode on queue compute')).toEqual(['finish the job']);
    // both are there for the outcome, whichever way it went
    expect(States['inspect: wanted?']?.Assign).toEqual({ inspect: {}, transcode: {} });
  });
});
