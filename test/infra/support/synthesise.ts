import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type App, Stack } from 'aws-cdk-lib';
import type { CfnFunction } from 'aws-cdk-lib/aws-lambda';
import type { TestProject } from 'vitest/node';
import { EngineFunction } from '../../../infra/constructs/engine-function.ts';
import { AcceptedChecks } from '../../../infra/findings.ts';
import { readProduct } from '../../../infra/product.ts';
import { readSettings, type Target } from '../../../infra/settings.ts';
import { composeReelmill, newApp } from '../../../infra/stacks/reelmill.ts';

/** A function, and the variables that it is given. */
export type Told = { readonly entry: string; readonly variables: readonly string[] };

export type Synthesised = {
  readonly outdir: string;
  readonly functions: readonly Told[];
  /** What cdk-nag finds that no row accepts, as `rule at path`. */
  readonly findings: readonly string[];
  /** Rows that accept nothing. */
  readonly unused: readonly string[];
};

declare module 'vitest' {
  interface ProvidedContext {
    synthesised: Readonly<Record<Target, Synthesised>>;
  }
}

const context: Readonly<Record<Target, Record<string, string>>> = {
  aws: { alarmEmail: 'alarms@example.com' },
  local: { target: 'local' },
};

const functionsOf = (app: App): Told[] =>
  app.node
    .findAll()
    .filter((construct) => construct instanceof EngineFunction)
    .map(({ entry, handler }) => {
      const { environment } = handler.node.defaultChild as CfnFunction;
      const { variables } = Stack.of(handler).resolve(environment);
      return { entry, variables: Object.keys(variables) };
    });

const synthesise = async (target: Target, folder: string): Promise<Synthesised> => {
  const outdir = join(folder, target);
  const settings = readSettings((name) => context[target][name]);
  // the schema check of AWS's own takes longer than all tests here, and every `cdk synth` makes it
  const app = newApp(settings, { outdir, builtinCloudFormationValidation: false });
  composeReelmill(app, settings, await readProduct());
  app.synth();
  const checks = new AcceptedChecks();
  const { violations } = checks.validateScope(app);
  return {
    outdir,
    functions: functionsOf(app),
    findings: violations.flatMap(({ ruleName, violatingResources }) =>
      violatingResources.map(({ constructPath }) => `${ruleName} at ${constructPath}`),
    ),
    unused: checks.unused.map(({ rule, at }) => `${rule} at ${at}`),
  };
};

/** Both targets are synthesised once for all files of this suite. */
export default async ({ provide }: TestProject): Promise<() => void> => {
  const folder = mkdtempSync(join(tmpdir(), 'reelmill-synth-'));
  provide('synthesised', { aws: await synthesise('aws', folder), local: await synthesise('local', folder) });
  return () => rmSync(folder, { recursive: true, force: true });
};
