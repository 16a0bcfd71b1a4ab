import { describe, expect, it } from 'vitest';
import { placements, ruleFor } from '../../infra/placements.ts';
import { transcode } from '../../statemachines/transcode.ts';
import { outline } from './support/definition.ts';
import { render } from './support/render.ts';

describe('the workflow of a transcode', () => {
  it.each(['aws', 'local'] as const)('goes this way, target %s', async (target) => {
    const definition = render(transcode, (operation) => ruleFor(operation, placements[target]));
    await expect(outline(definition)).toMatchFileSnapshot(`__snapshots__/transcode.${target}.txt`);
  });
});
