import type { Operation } from '#shared/operation.ts';
import type { PlacementName } from './placement/placement.ts';
import { branchesOf, byMinutes, type Placements, type Rule, refusal } from './placement/rule.ts';
import type { Settings, Target } from './settings.ts';

/** By operation. */
export type Rules = Readonly<Record<string, Rule>>;

/** Where every operation runs, for each target and its variants. Nothing else decides it but the setting `placements`. */
export const placements: Readonly<Record<Target | 'aws-own-workers', Rules>> = {
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
    'downloads.browse': 'queue:network',
    'downloads.expand': 'queue:network',
    'downloads.look': 'queue:network',
    'downloads.fetch': 'queue:network',
    'media.inspect': 'lambda',
    'media.transcode': 'queue:compute',
  },
  local: {
    'downloads.browse': 'queue:network',
    'downloads.expand': 'queue:network',
    'downloads.look': 'queue:network',
    'downloads.fetch': 'queue:network',
    'media.inspect': 'lambda',
    'media.transcode': 'queue:compute',
  },
};

/** `media.transcode` is that one, `downloads.*` all of the area. */
const covers = (pattern: string, name: string): boolean =>
  pattern.endsWith('.*') ? name.startsWith(pattern.slice(0, -1)) : name === pattern;

const changed = (rules: Rules, changes: Settings['placements']): Rules => {
  const names = Object.keys(rules);
  const all = Object.entries(changes).map(([pattern, place]) => {
    const covered = names.filter((name) => covers(pattern, name));
    if (covered.length > 0) return covered.map((name) => [name, place] as const);
    throw new Error(`setting placements: no operation is named ${pattern}, expected some of ${names.join(', ')}`);
  });
  return { ...rules, ...Object.fromEntries(all.flat()) };
};

/** Where every operation runs in one installation. */
export const rulesOf = (settings: Pick<Settings, 'target' | 'ownWorkers' | 'placements'>): Rules => {
  const { target, ownWorkers, placements: changes } = settings;
  return changed(placements[target === 'aws' && ownWorkers ? 'aws-own-workers' : target], changes);
};

export const ruleFor = (operation: Operation, rules: Rules): Rule => {
  const rule = rules[operation.name];
  if (!rule) throw new Error(`${operation.name} has no placement: add it to infra/placements.ts`);
  return rule;
};

/** The operations that some rule may send to the place, with the needs that they can have there. */
export const operationsAt = (place: PlacementName, operations: readonly Operation[], rules: Rules): Operation[] =>
  operations.flatMap((operation) =>
    branchesOf(ruleFor(operation, rules), operation.needs)
      .filter((branch) => branch.place === place)
      .map(({ needs }) => ({ ...operation, needs })),
  );

/** The tags of the queues that some rule places work on. */
export const tagsOf = (rules: Rules): string[] =>
  Object.values(rules)
    .flatMap((rule) => (typeof rule === 'string' ? [rule] : [rule.then, rule.otherwise]))
    .flatMap((place) => (place.startsWith('queue:') ? [place.slice('queue:'.length)] : []));

/** Fails with one sentence for each operation that cannot run where it is placed. */
export const assertPlaced = (operations: readonly Operation[], rules: Rules, placements: Placements): void => {
  const wrong = operations
    .map((operation) => refusal(operation, ruleFor(operation, rules), placements))
    .filter((sentence) => sentence !== undefined);
  if (wrong.length > 0) throw new Error(wrong.join('\n'));
};
