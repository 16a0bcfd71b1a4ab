import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { root } from '../../infra/local/bootstrap.mjs';
import { ensureBrowser } from './browser.ts';
import { type Outcome, runSuite } from './run-suite.ts';
import { openTestStack } from './stack.ts';
import { type Suite, suites } from './suites.ts';

const { positionals, values } = parseArgs({ allowPositionals: true, options: { soak: { type: 'boolean' } } });
const unknown = positionals.filter((name) => !suites.some((suite) => suite.name === name));
if (unknown.length)
  throw new Error(`no suite ${unknown.join(', ')}; there are ${suites.map(({ name }) => name).join(', ')}`);
const chosen = positionals.length ? suites.filter(({ name }) => positionals.includes(name)) : suites;

const row = ({ name, budgetSeconds }: Suite, { passed, failed, seconds }: Outcome): string =>
  [
    name.padEnd(10),
    String(passed).padStart(7),
    String(failed).padStart(7),
    `${seconds.toFixed(0)} s`.padStart(8),
    `${budgetSeconds} s`.padStart(8),
    seconds > budgetSeconds ? '  over its budget' : '',
  ].join(' ');

const all = async (): Promise<number> => {
  await using stack = chosen.some((suite) => suite.stack) ? await openTestStack(join(root, '.reelmill', 'test')) : null;
  if (chosen.some((suite) => suite.browser)) await ensureBrowser();
  const outcomes: [Suite, Outcome][] = [];
  for (const suite of chosen) {
    const environment = suite.stack ? await stack?.environment() : {};
    outcomes.push([suite, await runSuite(suite, { ...environment, ...(values.soak && { REELMILL_SOAK: '1' }) })]);
  }
  const total = (of: (outcome: Outcome) => number) => outcomes.reduce((sum, [, outcome]) => sum + of(outcome), 0);
  const lines = outcomes.map(([suite, outcome]) => row(suite, outcome));
  process.stdout.write(`\nsuite       passed  failed     took   budget\n${lines.join('\n')}\n`);
  const failed = total((outcome) => outcome.failed);
  process.stdout.write(`\n${total((outcome) => outcome.seconds).toFixed(0)} s in all\n`);
  process.stdout.write(`${total((outcome) => outcome.passed)} passed, ${failed} failed\n`);
  return failed;
};

process.exit((await all()) > 0 ? 1 : 0);
