import type { Operation } from '#shared/operation.ts';
import type { PlacementName } from './placement/placement.ts';
import { branchesOf, byMinutes, type Placements, type Rule, refusal } from './placement/rule.ts';
import type { Settings, Target } from './settings.ts';

/** A target, or one of its variants. */
type Placing = Target | 'aws-own-workers';

export const placingOf = ({ target, ownWorkers }: Pick<Settings, 'target' | 'ownWorkers'>): Placing =>
  target === 'aws' && ownWorkers ? 'aws-own-workers' : target;

/** Where every operation runs. Nothing else decides it. */
export const placements: Readonly<Record<Placing, Readonly<Record<string, Rule>>>> = {
  aws: {
    'downloads.browse': 'lambda',
    'downloads.expand': 'lambda',
    'downloads.look': 'lambda',
    'downloads.fetch': byMinutes({ upTo: 8, scratchGiB: 8, then: 'lambda', otherwise: 'fargate' }),
    'media.inspect': 'lambda',
    // half of Lambda's time, since an estimate may be wrong by a factor of two
    'media.transcode': byMinutes({ upTo: 8, scratchGiB: 8, then: 'lambda', otherwise: 'fargate' }),
  },
  'aws-own-workers': {
    'downloads.browse': 'queue',
    'downloads.expand': 'queue',
    'downloads.look': 'queue',
    'downloads.fetch': 'queue',
    'media.inspect': 'lambda',
    'media.transcode': 'queue',
  },
  local: {
    'downloads.browse': 'queue',
    'downloads.expand': 'queue',
    'downloads.look': 'queue',
    'downloads.fetch': 'queue',
    'media.inspect': 'lambda',
    'media.transcode': 'queue',
  },
};

export const ruleFor = (operation: Operation, placing: Placing): Rule => {
  const rule = placements[placing][operation.name];
  if (!rule) throw new Error(`${operation.name} has no placement for target ${placing}: add it to infra/placements.ts`);
  return rule;
};

/** The operations that some rule of the target may send to the place, with the needs that they can have there. */
export const operationsAt = (place: PlacementName, operations: readonly Operation[], placing: Placing): Operation[] =>
  operations.flatMap((operation) =>
    branchesOf(ruleFor(operation, placing), operation.needs)
      .filter((branch) => branch.place === place)
      .map(({ needs }) => ({ ...operation, needs })),
  );

/** Fails with one sentence for each operation that cannot run where it is placed. */
export const assertPlaced = (operations: readonly Operation[], placing: Placing, placements: Placements): void => {
  const wrong = operations
    .map((operation) => refusal(operation, ruleFor(operation, placing), placements))
    .filter((sentence) => sentence !== undefined);
  if (wrong.length > 0) throw new Error(wrong.join('\n'));
};
