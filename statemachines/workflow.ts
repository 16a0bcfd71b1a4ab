import type * as z from 'zod';
import type { JobKind } from '#shared/job.ts';
import type { Outcome } from '#shared/life-cycle.ts';
import type { Operation } from '#shared/operation.ts';
import { type Given, type Reference, referTo } from './reference.ts';

/** What a placement rule may choose by; measured before the step, in minutes of work on one placement's worth of CPU. */
export type Estimate = { readonly minutes: number; readonly scratchBytes: number };

/** One operation of a workflow. `input` and `estimate` hold references; the result is `$name` from then on. */
export type Step = {
  readonly name: string;
  readonly operation: Operation;
  readonly input: unknown;
  readonly estimate?: Reference<Estimate>;
};

/** A workflow as data: no cloud in it, so that a person, a test or a renderer can read it. */
export type Workflow = {
  readonly kind: JobKind;
  /** Whether what comes out depends on nothing but the request, the bytes of its source and what works on them. */
  readonly reuses: boolean;
  readonly steps: readonly Step[];
  readonly outcome: unknown;
};

/** Where the rendered machine finds the job it runs for. */
export const execution = referTo<{ job: string; attempt: number; owner: string; request: unknown }>(
  '$states.context.Execution.Input',
);

type Run = <I extends z.ZodType, O extends z.ZodType>(
  name: string,
  operation: Operation<I, O>,
  input: Given<z.input<I>>,
  options?: { readonly estimate?: Reference<Estimate> },
) => Reference<z.output<O>>;

type Tell<R> = (given: { readonly request: Reference<R>; readonly run: Run }) => Given<Outcome>;

/** Describes a workflow by telling it once: `run` notes a step and answers a reference to what it will give. */
export const workflow = <R extends z.ZodType>(
  { kind, reuses = false }: { readonly kind: JobKind; readonly request: R; readonly reuses?: boolean },
  tell: Tell<z.output<R>>,
): Workflow => {
  const steps: Step[] = [];
  const run: Run = (name, operation, input, { estimate } = {}) => {
    if (!/^[a-z][A-Za-z0-9]*$/.test(name)) throw new Error(`step ${name}: expected a name such as "inspect"`);
    if (steps.some((step) => step.name === name)) throw new Error(`step ${name}: there are two of it`);
    steps.push({ name, operation, input, ...(estimate && { estimate }) });
    return referTo(`$${name}`);
  };
  const outcome = tell({ request: execution.request as Reference<z.output<R>>, run });
  return { kind, reuses, steps, outcome };
};
