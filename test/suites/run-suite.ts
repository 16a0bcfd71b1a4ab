import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { execa } from 'execa';
import { root } from '../../infra/local/bootstrap.mjs';
import { installed } from '../../infra/local/home.ts';
import type { Suite } from './suites.ts';

export type Outcome = {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  readonly seconds: number;
};

const reports = join(root, '.reelmill', 'reports');

const environment = (more: NodeJS.ProcessEnv): NodeJS.ProcessEnv => ({
  ...process.env,
  PATH: `${installed.nodeBin}:${installed.tools}:${process.env['PATH']}`,
  ...more,
});

/** Format, lint and types: each command counts as one test. */
const check = async (): Promise<Omit<Outcome, 'seconds'>> => {
  const commands = [
    ['biome', 'check', '.'],
    ['tsc', '-p', '.'],
    ['tsc', '-p', 'console'],
  ];
  const results = await Promise.all(
    commands.map(([program = '', ...args]) =>
      execa(program, args, { cwd: root, env: environment({}), reject: false, all: true }),
    ),
  );
  for (const { exitCode, all, command } of results) if (exitCode !== 0) process.stdout.write(`${command}\n${all}\n`);
  const failed = results.filter(({ exitCode }) => exitCode !== 0).length;
  return { passed: results.length - failed, failed, skipped: 0 };
};

type File = { status: string; assertionResults: { status: string }[] };
type Report = { numPassedTests: number; numFailedTests: number; numPendingTests: number; testResults: File[] };

/** A file that cannot be loaded holds no failed test, and counts as one. */
const unloaded = ({ testResults }: Report): number =>
  testResults.filter(
    ({ status, assertionResults }) =>
      status === 'failed' && !assertionResults.some((result) => result.status === 'failed'),
  ).length;

/** A run that ends without a report, or unhappy with no failed test, counts as one failure. */
const vitest = async (name: string, more: NodeJS.ProcessEnv): Promise<Omit<Outcome, 'seconds'>> => {
  const file = join(reports, `${name}.json`);
  await mkdir(reports, { recursive: true });
  await rm(file, { force: true });
  const args = ['run', '--project', name, '--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
  const { exitCode } = await execa('vitest', args, {
    cwd: root,
    env: environment(more),
    reject: false,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const read = await readFile(file, 'utf8').catch(() => null);
  if (read === null) return { passed: 0, failed: 1, skipped: 0 };
  const report = JSON.parse(read) as Report;
  const failed = report.numFailedTests + unloaded(report);
  return {
    passed: report.numPassedTests,
    failed: exitCode === 0 ? failed : Math.max(1, failed),
    skipped: report.numPendingTests,
  };
};

export const runSuite = async ({ name }: Suite, more: NodeJS.ProcessEnv): Promise<Outcome> => {
  const began = Date.now();
  const counts = name === 'check' ? await check() : await vitest(name, more);
  return { ...counts, seconds: (Date.now() - began) / 1000 };
};
