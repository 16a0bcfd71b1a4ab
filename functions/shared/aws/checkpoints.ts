import { Entity } from 'dynamodb-toolbox/entity';
import { BatchDeleteRequest } from 'dynamodb-toolbox/entity/actions/batchDelete';
import { GetItemCommand } from 'dynamodb-toolbox/entity/actions/get';
import type { Condition } from 'dynamodb-toolbox/entity/actions/parseCondition';
import { $add } from 'dynamodb-toolbox/entity/actions/update/symbols';
import { UpdateAttributesCommand } from 'dynamodb-toolbox/entity/actions/updateAttributes';
import { any } from 'dynamodb-toolbox/schema/any';
import { item } from 'dynamodb-toolbox/schema/item';
import { number } from 'dynamodb-toolbox/schema/number';
import { string } from 'dynamodb-toolbox/schema/string';
import { BatchWriteCommand, execute } from 'dynamodb-toolbox/table/actions/batchWrite';
import { QueryCommand } from 'dynamodb-toolbox/table/actions/query';
import { EngineError } from '../errors.ts';
import type { Checkpoints, StepRun } from '../ports/jobs.ts';
import { unless } from './client.ts';
import { type EngineTable, isGone, secondsOf } from './dynamo.ts';
import { each, grouped } from './paging.ts';

/** Longer than any retry window; a job's end clears them before. */
const keptSeconds = 30 * 24 * 60 * 60;
/** BatchWriteItem takes 25 items at most. */
const batch = 25;

/** One item for each step, so that one condition binds its result to its starts; `attempt` is that of the starts. */
const stepEntity = (table: EngineTable) =>
  new Entity({
    name: 'step',
    table,
    entityAttribute: false,
    timestamps: false,
    schema: item({
      job: string().key(),
      step: string().key(),
      attempt: number().optional(),
      starts: number().optional(),
      result: any().optional(),
      maker: string().optional(),
      ttl: number(),
    }),
    computeKey: ({ job, step }: { job: string; step: string }) => ({ pk: `job#${job}`, sk: `step#${step}` }),
  });

type Mark = { readonly sk: string; readonly maker?: string };

/** Without the results, which may be large; `maker` is there where a result is. */
const marksOf = (table: EngineTable, job: string) =>
  each<Mark>((exclusiveStartKey) =>
    table
      .build(QueryCommand)
      .query({ partition: `job#${job}`, range: { beginsWith: 'step#' } })
      .options({ consistent: true, attributes: ['sk', 'maker'], exclusiveStartKey })
      .send(),
  );

/** Stands for a maker that did not say who it is. */
const unnamed = '-';

type Is = Condition<ReturnType<typeof stepEntity>>;

const ofAttempt = ({ attempt }: StepRun): Is => ({ attr: 'attempt', eq: attempt });
const ofEarlier = ({ attempt }: StepRun): Is => ({
  or: [
    { attr: 'attempt', exists: false },
    { attr: 'attempt', lt: attempt },
  ],
});

/** As many tries as can go wrong: of those who start a step at once, one begins the count. */
const tries = 3;

const goesOn = ({ step }: StepRun) =>
  new EngineError('job.canceled', `step "${step}" was started in a later attempt of the job`);

export const checkpoints = (table: EngineTable, clock: () => Date = () => new Date()): Checkpoints => {
  const steps = stepEntity(table);
  const ttl = () => secondsOf(clock()) + keptSeconds;
  const update = (
    { job, step }: StepRun,
    set: { attempt?: number; starts?: number | ReturnType<typeof $add<1>>; result?: unknown; maker?: string },
    condition: Is,
  ) =>
    unless(
      ['ConditionalCheckFailedException'],
      null,
      steps
        .build(UpdateAttributesCommand)
        .item({ job, step, ...set, ttl: ttl() })
        .options({ condition, returnValues: 'UPDATED_NEW' })
        .send(),
    );
  return {
    get: async (job, step) => {
      const { Item } = await steps.build(GetItemCommand).key({ job, step }).options({ consistent: true }).send();
      return Item && !isGone(Item, clock()) ? Item.result : undefined;
    },
    put: async (run, result, maker = unnamed) =>
      (await update(run, { result, maker }, { and: [ofAttempt(run), { attr: 'starts', gt: 0 }] })) !== null,
    makers: async (job) => {
      const makers: (string | null)[] = [];
      for await (const { maker } of marksOf(table, job))
        if (maker !== undefined) makers.push(maker === unnamed ? null : maker);
      return makers;
    },
    start: async (run) => {
      const { attempt } = run;
      for (let tried = 0; tried < tries; tried += 1) {
        const counted =
          (await update(run, { starts: $add(1) }, ofAttempt(run))) ??
          (await update(run, { attempt, starts: 1 }, ofEarlier(run)));
        if (counted) return counted.Attributes?.starts ?? 1;
      }
      throw goesOn(run);
    },
    giveBack: async (run, start) =>
      (await update(run, { starts: start - 1 }, { and: [ofAttempt(run), { attr: 'starts', eq: start }] })) !== null,
    clear: async (job) => {
      for await (const marks of grouped(marksOf(table, job), batch)) {
        const requests = marks.map(({ sk }) =>
          steps.build(BatchDeleteRequest).key({ job, step: sk.slice('step#'.length) }),
        );
        await execute({ maxAttempts: 5 }, table.build(BatchWriteCommand).requests(...requests));
      }
    },
  };
};
