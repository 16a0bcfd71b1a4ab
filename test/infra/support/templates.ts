import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { inject } from 'vitest';
import type { Target } from '../../../infra/settings.ts';

// biome-ignore lint/suspicious/noExplicitAny: a template is JSON whose shape the expectations state
type Json = any;
export type Resource = {
  readonly Type: string;
  readonly Properties: Record<string, Json>;
  readonly [key: string]: Json;
};
export type Template = {
  readonly Resources: Readonly<Record<string, Resource>>;
  readonly Outputs?: Readonly<Record<string, unknown>>;
};

/** Every template of a target, by the name of its stack in the app. */
export const templatesOf = (target: Target): Map<string, Template> => {
  const { outdir } = inject('synthesised')[target];
  return new Map(
    globSync('*.template.json', { cwd: outdir }).map((file) => [
      basename(file, '.template.json'),
      JSON.parse(readFileSync(join(outdir, file), 'utf8')) as Template,
    ]),
  );
};

export type Found = Resource & { readonly stack: string; readonly id: string };

/** All resources of a type, in all stacks. */
export const resourcesOf = (target: Target, ...types: string[]): Found[] =>
  [...templatesOf(target)].flatMap(([stack, { Resources }]) =>
    Object.entries(Resources)
      .filter(([, { Type }]) => types.includes(Type))
      .map(([id, resource]) => ({ ...resource, stack, id })),
  );

export type Statement = { Effect: string; Action: string | string[]; Resource: unknown; Principal?: unknown };

/** What roles may do, with where it is said. CDK's own helpers come with their own rights and are left out. */
export const statementsOf = (target: Target): { readonly at: string; readonly statement: Statement }[] =>
  resourcesOf(target, 'AWS::IAM::Policy')
    .filter(({ id }) => !/CustomCDKBucketDeployment|SigningKeyProvider/.test(id))
    .flatMap(({ stack, id, Properties }) =>
      (Properties['PolicyDocument'].Statement as Statement[]).map((statement) => ({ at: `${stack}/${id}`, statement })),
    );

export const listOf = <T>(value: T | readonly T[]): readonly T[] => (Array.isArray(value) ? value : [value as T]);
