import { describe, expect, expectTypeOf, it } from 'vitest';
import * as z from 'zod';
import { operation } from '#shared/operation.ts';
import { type Given, joined, type Reference, referTo, toExpression } from '../../statemachines/reference.ts';
import { type Estimate, workflow } from '../../statemachines/workflow.ts';

const needs = { cpu: 1, memoryMiB: 1024, diskGiB: 1, minutes: 1, tools: [] } as const;
const count = operation({
  name: 'test.count',
  input: z.strictObject({ key: z.string(), limit: z.int().optional() }),
  output: z.strictObject({
    words: z.int(),
    facts: z.strictObject({ language: z.string().nullable() }),
    estimate: z.strictObject({ minutes: z.number(), scratchBytes: z.number() }),
  }),
  needs,
});
const request = z.strictObject({ source: z.string(), limit: z.int().optional(), tags: z.array(z.string()) });
const nothing = { artifacts: [], notes: [] };

describe('telling a workflow', () => {
  it('notes its steps in order, with references where values will be', () => {
    const told = workflow({ kind: 'transcode', request }, ({ request, run }) => {
      const counted = run('count', count, { key: request.source });
      run('again', count, { key: request.source, limit: counted.words }, { estimate: counted.estimate });
      return nothing;
    });
    expect(
      told.steps.map(({ name, input, estimate }) => [name, toExpression(input), estimate && toExpression(estimate)]),
    ).toEqual([
      ['count', '{% {"key": $states.context.Execution.Input.request.source} %}', undefined],
      [
        'again',
        '{% {"key": $states.context.Execution.Input.request.source, "limit": $count.words} %}',
        '{% $count.estimate %}',
      ],
    ]);
  });

  it('refuses two steps of one name, since a checkpoint is kept under it', () => {
    const twice = () =>
      workflow({ kind: 'transcode', request }, ({ request, run }) => {
        run('count', count, { key: request.source });
        run('count', count, { key: request.source });
        return nothing;
      });
    expect(twice).toThrow('step count: there are two of it');
  });

  it('refuses a name that JSONata could not read as a variable', () => {
    const odd = () =>
      workflow({ kind: 'transcode', request }, ({ request, run }) => {
        run('count words', count, { key: request.source });
        return nothing;
      });
    expect(odd).toThrow('step count words: expected a name such as "inspect"');
  });
});

describe('steps that something hangs on', () => {
  const told = workflow({ kind: 'transcode', request }, ({ request, run, when }) => {
    const first = run('first', count, { key: request.source });
    const second = when(request.limit, (limit) => run('second', count, { key: request.source, limit }));
    const made = referTo<never[]>('$made');
    expectTypeOf(second.words).toEqualTypeOf<Reference<number | undefined>>();
    expectTypeOf(first.words).toEqualTypeOf<Reference<number>>();
    return { artifacts: made, notes: made };
  });

  it('are noted with what must be there', () => {
    expect(told.steps.map(({ name, when }) => [name, when && toExpression(when)])).toEqual([
      ['first', undefined],
      ['second', '{% $states.context.Execution.Input.request.limit %}'],
    ]);
  });

  it('do not hang on two things, which nothing renders', () => {
    const nested = () =>
      workflow({ kind: 'transcode', request }, ({ request, run, when }) => {
        when(request.limit, (limit) => when(request.tags, () => run('deep', count, { key: request.source, limit })));
        return nothing;
      });
    expect(nested).toThrow('a "when" within another is not rendered');
  });

  it('give lists that can be joined with others', () => {
    const [left, right] = [referTo<string[] | undefined>('$left'), referTo<string[]>('$right')];
    expect(toExpression(joined(left, right))).toBe('{% $append($left, $right) %}');
  });
});

describe('a step that may be run once more', () => {
  it('is noted with how long to wait, by its own result', () => {
    const { steps } = workflow({ kind: 'transcode', request }, ({ request, run }) => {
      const again = ({ words }: { words: Reference<number> }) => ({ after: words, forUpToSeconds: 60 });
      run('count', count, { key: request.source }, { again });
      return nothing;
    });
    expect(steps[0]?.again).toMatchObject({ forUpToSeconds: 60 });
    expect(toExpression(steps[0]?.again?.after)).toBe('{% $count.words %}');
  });
});

describe('what does not compile', () => {
  it('is a wrong field, a wrong type, a missing field or one too many', () => {
    workflow({ kind: 'transcode', request }, ({ request, run }) => {
      const counted = run('count', count, { key: request.source });
      // @ts-expect-error the request has no such field
      request.sources;
      // @ts-expect-error the output has no such field
      counted.word;
      // @ts-expect-error nor deeper down
      counted.facts.languages;
      // @ts-expect-error a number is no key
      run('a', count, { key: counted.words });
      // @ts-expect-error nor is a list
      run('b', count, { key: request.tags });
      // @ts-expect-error the key is missing
      run('c', count, {});
      // @ts-expect-error there is no such input
      run('d', count, { key: request.source, language: 'en' });
      // @ts-expect-error an estimate has minutes and bytes
      run('e', count, { key: request.source }, { estimate: counted.facts });
      return nothing;
    });
  });

  it('is an outcome that is none', () => {
    // @ts-expect-error notes are missing
    workflow({ kind: 'transcode', request }, () => ({ artifacts: [] }));
  });

  it('is an optional value where one is needed, but not the other way round', () => {
    expectTypeOf<Reference<string>>().toExtend<Given<string | undefined>>();
    expectTypeOf<Reference<string | undefined>>().not.toExtend<Given<string>>();
    expectTypeOf<Reference<{ limit?: number }>['limit']>().toExtend<Given<number | undefined>>();
    expectTypeOf<Reference<z.output<typeof count.output>>['estimate']>().toExtend<Reference<Estimate>>();
  });
});

describe('expressions', () => {
  const job = referTo<{ name: string; tags: string[]; 'media-type': string }>('$job');

  it.each([
    [job, '{% $job %}'],
    [job.name, '{% $job.name %}'],
    [job['media-type'], '{% $job.`media-type` %}'],
    [{ a: job.name, b: { c: 1 }, d: [job.tags, 'x'] }, '{% {"a": $job.name, "b": {"c": 1}, "d": [$job.tags, "x"]} %}'],
    ['a "quoted" text', '{% "a \\"quoted\\" text" %}'],
    [{ left: undefined, none: null }, '{% {"none": null} %}'],
  ])('%#', (given, expression) => {
    expect(toExpression(given)).toBe(expression);
  });
});
