import type * as z from 'zod';
import type { JobKind } from '#shared/job.ts';
import type { Outcome } from '#shared/life-cycle.ts';
import type { Operation } from '#shared/operation.ts';
import { type Given, type Reference, referTo } from './reference.ts';

/** What a placement rule may choose by; measured before the step, in minutes of work on one placement's worth of CPU. */
export type Estimate = { readonly minutes: number; readonly scratchBytes: number };

/** That a step is run once more when its result says so. */
export type Again = {
  /** Seconds until then; 0 goes on to the next step. */
  readonly after: Reference<number>;
  /** How long this may go on in all. */
  readonly forUpToSeconds: number;
};

/** One operation of a workflow. `input` and `estimate` hold references; the result is `$name` from then on. */
export type Step = {
  readonly name: string;
  readonly operation: Operation;
  readonly input: unknown;
  readonly estimate?: Reference<Estimate>;
  readonly again?: Again;
  /** Runs only where this is there; else `$name` is an empty object. */
  readonly when?: Reference<unknown>;
};

/** That something is done only once for its owner, where they want that. */
export type Archived = {
  /** The step after which it is known what it is. */
  readonly after: string;
  readonly wanted: Reference<true | undefined>;
  readonly item: unknown;
};

/** A workflow as data: no cloud in it, so that a person, a test or a renderer can read it. */
export type Workflow = {
  readonly kind: JobKind;
  /** Whether what comes out depends on nothing but the request, the bytes of its source and what works on them. */
  readonly reuses: boolean;
  readonly steps: readonly Step[];
  readonly outcome: unknown;
  /**
   * That the work is done by jobs of their own, one for each item: what they are to be made of is given. `$counted` is
   * what came of them.
   */
  readonly children?: { readonly of: unknown };
  /** Whether what came out is not to stand for later jobs all the same. */
  readonly onlyNow?: Reference<boolean>;
  readonly archived?: Archived;
};

/** Where the rendered machine finds the job it runs for. */
export const execution = referTo<{ job: string; attempt: number; owner: string; request: unknown }>(
  '$states.context.Execution.Input',
);

/** When the execution began, ISO 8601 in UTC. */
export const begunAt = referTo<string>('$states.context.Execution.StartTime');

type Asked<O extends z.ZodType, I extends z.ZodType = z.ZodType> = [
  name: string,
  operation: Operation<I, O>,
  input: Given<z.input<I>>,
  options?: {
    readonly estimate?: Reference<Estimate>;
    readonly again?: (result: Reference<z.output<O>>) => Again;
  },
];

type Run = <I extends z.ZodType, O extends z.ZodType>(...asked: Asked<O, I>) => Reference<z.output<O>>;

/** Steps that are run only where something is there; what they give may be missing afterwards. */
type When = <T, R>(
  there: Reference<T>,
  tell: (there: Reference<NonNullable<T>>) => Reference<R>,
) => Reference<R | undefined>;

/** Once: a job of its own for each item of what the steps found; how they ended. */
type Children = (of: Reference<object | undefined>) => Reference<Outcome>;

type Tell<R> = (given: {
  readonly request: Reference<R>;
  readonly run: Run;
  readonly when: When;
  readonly children: Children;
}) => Given<Outcome> & {
  readonly onlyNow?: Reference<boolean>;
  readonly archived?: Archived;
};

/** Describes a workflow by telling it once: `run` notes a step and answers a reference to what it will give. */
export const workflow = <R extends z.ZodType>(
  { kind, reuses = false }: { readonly kind: JobKind; readonly request: R; readonly reuses?: boolean },
  tell: Tell<z.output<R>>,
): Workflow => {
  const steps: Step[] = [];
  let condition: Reference<unknown> | undefined;
  const run: Run = <O extends z.ZodType>(...[name, operation, input, { estimate, again } = {}]: Asked<O>) => {
    if (!/^[a-z][A-Za-z0-9]*$/.test(name)) throw new Error(`step ${name}: expected a name such as "inspect"`);
    if (steps.some((step) => step.name === name)) throw new Error(`step ${name}: there are two of it`);
    const result = referTo<z.output<O>>(`$${name}`);
    steps.push({
      ...{ name, operation, input },
      ...(estimate && { estimate }),
      ...(again && { again: again(result) }),
      ...(condition && { when: condition }),
    });
    return result;
  };
  const when: When = <T, R>(there: Reference<T>, tellMore: (there: Reference<NonNullable<T>>) => Reference<R>) => {
    if (condition) throw new Error('a "when" within another is not rendered');
    condition = there;
    const result = tellMore(there as Reference<unknown> as Reference<NonNullable<T>>);
    condition = undefined;
    return result as Reference<unknown> as Reference<R | undefined>;
  };
  let found: { readonly of: unknown } | undefined;
  const children: Children = (of) => {
    found = { of };
    return referTo<Outcome>('$counted');
  };
  const request = execution.request as Reference<z.output<R>>;
  const { onlyNow, archived, ...outcome } = tell({ request, run, when, children });
  return {
    ...{ kind, reuses, steps, outcome },
    ...(found && { children: found }),
    ...(onlyNow && { onlyNow }),
    ...(archived && { archived }),
  };
};
