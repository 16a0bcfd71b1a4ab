import { globSync } from 'node:fs';
import { dirname, matchesGlob } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Bundle, bundleContracts, bundleEntries } from '../../support/walls/bundles.ts';
import { root } from '../../support/walls/imports.ts';

/**
 * What stands behind the API starts cold before a waiting person; what reacts may take a little longer. What works takes
 * seconds at least, and knows the world's domains besides.
 */
const limits = {
  'functions/*/api.ts': 700_000,
  'functions/worker/{lambda,container}.ts': 1_400_000,
  '{functions,infra/constructs}/**': 1_000_000,
};

/** The two hosts of work, which alone start programs. */
const doors = ['functions/worker/lambda.ts', 'functions/worker/container.ts'];

/** Posts to addresses that people name: it connects through the guard, and starts nothing. */
const poster = 'functions/webhooks/events/deliver.ts';

const forbidden = [
  {
    of: 'anything but the doors of a worker',
    isMeant: (entry: string) => ![...doors, poster].includes(entry),
    never: ['functions/shared/tools/**', '**/*.run.ts', '**/node_modules/execa/**'],
  },
  {
    of: 'what posts to receivers',
    isMeant: (entry: string) => entry === poster,
    never: ['functions/shared/tools/!(guard-reach|post-webhook).ts', '**/*.run.ts', '**/node_modules/execa/**'],
  },
  {
    of: 'whatever runs',
    isMeant: () => true,
    never: [
      '{infra/*.ts,infra/!(lean|constructs)/**,infra/constructs/!(*.handler).ts,statemachines/**,test/**}',
      '**/node_modules/{aws-cdk-lib,constructs,zod-openapi,vitest}/**',
    ],
  },
];

const table = (bundles: readonly Bundle[]): string =>
  bundles.map(({ entry, bytes }) => `${String(Math.round(bytes / 1000)).padStart(6)} kB  ${entry}`).join('\n');

const tenLargest = ({ inputs }: Bundle): string =>
  inputs
    .slice(0, 10)
    .map(({ file, bytes }) => `${String(Math.round(bytes / 1000)).padStart(6)} kB  ${file}`)
    .join('\n');

const limitOf = ({ entry }: Pick<Bundle, 'entry'>): number =>
  Object.entries(limits).find(([pattern]) => matchesGlob(entry, pattern))?.[1] ?? 0;

let bundles: readonly Bundle[];
beforeAll(async () => {
  bundles = await bundleEntries();
}, 60_000);

describe('every bundle', () => {
  it('stays small enough to start fast', () => {
    for (const bundle of bundles)
      expect(bundle.bytes, `${bundle.entry} is too large; its ten largest inputs:\n${tenLargest(bundle)}`).toBeLessThan(
        limitOf(bundle),
      );
    expect(bundles.length, table(bundles)).toBeGreaterThan(10);
  });

  it('is judged that is deployed, whichever folder its entry lies in', () => {
    const entries = bundles.map(({ entry }) => entry);
    expect(entries).toEqual(expect.arrayContaining([...doors, 'infra/constructs/signing-key.handler.ts']));
    expect(entries.map((entry) => [entry, limitOf({ entry })]).filter(([, limit]) => limit === 0)).toEqual([]);
  });

  it.each(forbidden)('of $of holds nothing of what it may not reach', ({ isMeant, never }) => {
    const breaches = bundles
      .filter(({ entry }) => isMeant(entry))
      .flatMap(({ entry, inputs }) =>
        inputs
          .filter(({ file }) => never.some((glob) => matchesGlob(file, glob)))
          .map(({ file }) => `${entry} carries ${file}`),
      );
    expect(breaches).toEqual([]);
  });

  it('of an api.ts serves exactly the routes of its folder', () => {
    const apis = bundles.filter(({ entry }) => entry.endsWith('/api.ts'));
    const served = apis.flatMap(({ inputs }) =>
      inputs.map(({ file }) => file).filter((file) => matchesGlob(file, 'functions/*/routes/*.ts')),
    );
    expect(served.sort()).toEqual(globSync('functions/*/routes/*.ts', { cwd: root }).sort());
    const foreign = apis.flatMap(({ entry, inputs }) =>
      inputs
        .filter(({ file }) => file.includes('/routes/') && !file.startsWith(dirname(entry)))
        .map(({ file }) => file),
    );
    expect(foreign).toEqual([]);
  });
});

describe('every schema and every contract of an operation', () => {
  it('is data about data: no work, no adapter, no package but zod', async () => {
    for (const { entry, inputs, packages } of await bundleContracts()) {
      const work = inputs.filter(({ file }) => matchesGlob(file, '{**/*.run.ts,functions/shared/{aws,tools}/**}'));
      expect({ entry, work, packages: packages.filter((name) => name !== 'zod') }).toEqual({
        entry,
        work: [],
        packages: [],
      });
    }
  });
});
