import { expect, it } from 'vitest';
import { type JobState, jobState } from '#shared/job.ts';
import { resourcesOf } from './support/templates.ts';

type Pattern = { readonly [field: string]: Pattern | readonly string[] };

/** As Lambda filters: every field that is named holds one of the values. */
const matches = (pattern: Pattern, value: unknown): boolean =>
  Object.entries(pattern).every(([field, wanted]) => {
    const found = (value as Record<string, unknown> | undefined)?.[field];
    return Array.isArray(wanted) ? wanted.includes(found) : matches(wanted as Pattern, found);
  });

const write = (from: JobState | null, to: JobState, sk = 'job') => ({
  dynamodb: {
    Keys: { sk: { S: sk } },
    ...(from && { OldImage: { state: { S: from } } }),
    NewImage: { state: { S: to } },
  },
});

it.each(['aws', 'local'] as const)(
  'every new state of a job calls what tells of it, and no progress does: %s',
  (target) => {
    const [stream] = resourcesOf(target, 'AWS::Lambda::EventSourceMapping').filter(
      ({ Properties }) => Properties['StartingPosition'],
    );
    const patterns: Pattern[] = stream?.Properties['FilterCriteria'].Filters.map(({ Pattern }: { Pattern: string }) =>
      JSON.parse(Pattern),
    );
    const isTold = (record: object) => patterns.some((pattern) => matches(pattern, record));
    const states = jobState.options;
    const changes = states
      .flatMap((from) => states.map((to) => [from, to] as const))
      .filter(([from, to]) => from !== to);

    expect(isTold(write(null, 'queued'))).toBe(true);
    for (const [from, to] of changes.filter(([from, to]) => to !== 'running' || from === 'queued'))
      expect(isTold(write(from, to)), `${from} to ${to}`).toBe(true);
    expect(isTold(write('running', 'running'))).toBe(false);
    expect(isTold(write(null, 'queued', 'log#1'))).toBe(false);
  },
);
