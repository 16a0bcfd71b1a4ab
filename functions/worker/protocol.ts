import * as z from 'zod';
import { jobProgress, jobState, logLine } from '#shared/job.ts';
import { queueTag } from '#shared/queue-tag.ts';
import { workerNews } from '#shared/worker-news.ts';

const job = z.uuidv7();
const attempt = z.int().positive();
const step = z.string().min(1).max(100);
const key = z.string().min(1).max(1024);
const receipt = z.string().min(1).max(4000);
const token = z.string().min(1).max(2048);
const upload = z.string().min(1).max(2048);
const site = z
  .string()
  .max(300)
  .regex(/^[a-z0-9.[\]:_-]+$/i);
const turn = z.uuid();
/** A jar of the largest size, with those of other sites that a run met. */
const jarText = z.string().max(400_000);
const part = z.int().min(1).max(10_000);
/** What operations make. A page or a script under our own origin would be run in the name of whoever opens it. */
const storable =
  /^((video|audio)\/[\w.+-]{1,100}|image\/(?!svg)[\w.+-]{1,100}|text\/(vtt|x-ssa)|application\/(octet-stream|json|x-subrip|vnd\.apple\.mpegurl|dash\+xml))$/i;

/** An answer with more signed addresses than this grows past what is read at once. */
export const signedAtOnce = 100;
/** API Gateway ends a call after 30 s, and whoever dies while it waits takes a message along. */
export const longestWaitSeconds = 2;

/** The one change of a record that a worker may ask for: a sign of life, or that it has let go, and what it found out. */
export const lifeSign = z.strictObject({
  from: z.tuple([z.literal('running')]),
  attempt,
  set: z.strictObject({
    progress: jobProgress,
    dueAt: z.iso.datetime(),
    name: z.string().min(1).max(400).optional(),
    ytDlp: z.string().max(100).optional(),
  }),
});
export type LifeSign = z.infer<typeof lifeSign>;

/** Everything that a worker outside may ask, each under the name of what it does. */
export const ask = z
  .discriminatedUnion('do', [
    z.strictObject({
      do: z.literal('take'),
      tag: queueTag,
      max: z.int().min(1).max(10),
      waitSeconds: z.number().min(0).max(longestWaitSeconds),
    }),
    z.strictObject({ do: z.literal('extend'), tag: queueTag, receipt, seconds: z.int().min(0).max(600) }),
    z.strictObject({ do: z.literal('done'), tag: queueTag, receipt }),

    z.strictObject({ do: z.literal('beat'), token }),
    z.strictObject({ do: z.literal('succeed'), token, output: z.unknown().optional() }),
    z.strictObject({
      do: z.literal('fail'),
      token,
      error: z.strictObject({ code: z.string().min(1).max(256), message: z.string().max(100_000) }),
    }),

    z.strictObject({ do: z.literal('look'), job }),
    z.strictObject({ do: z.literal('apply'), job, transition: lifeSign }),
    z.strictObject({ do: z.literal('log'), job, lines: z.array(logLine).max(500) }),
    z.strictObject({ do: z.literal('result'), job, step }),
    z.strictObject({ do: z.literal('start'), job, attempt, step }),
    z.strictObject({
      do: z.literal('keep'),
      ...{ job, attempt, step },
      result: z.unknown(),
      /** The version that made it; a result of another than the installation's stands for no later job. */
      maker: z.string().min(1).max(100).optional(),
    }),
    z.strictObject({ do: z.literal('give-back'), job, attempt, step, start: z.int().positive() }),

    z.strictObject({ do: z.literal('head'), job, key }),
    z.strictObject({ do: z.literal('sign'), job, key }),
    z.strictObject({
      do: z.literal('begin'),
      ...{ job, attempt, key },
      mediaType: z.string().regex(storable, 'a media type that no browser runs, such as video/mp4'),
      bytes: z.int().nonnegative(),
    }),
    z.strictObject({
      do: z.literal('parts'),
      ...{ job, key, upload },
      from: part,
      count: z.int().min(1).max(signedAtOnce),
    }),
    z.strictObject({
      do: z.literal('complete'),
      ...{ job, attempt, key, upload },
      bytes: z.int().nonnegative(),
      parts: z
        .array(z.strictObject({ number: part, etag: z.string().min(1).max(100) }))
        .min(1)
        .max(10_000),
    }),
    z.strictObject({ do: z.literal('abort'), job, key, upload }),

    z.strictObject({ do: z.literal('here'), news: workerNews }),
    z.strictObject({ do: z.literal('gone'), worker: z.uuid() }),

    z.strictObject({ do: z.literal('open-cookies'), job, attempt, cookies: z.uuid(), url: z.url().max(4096) }),
    z.strictObject({
      do: z.literal('refresh-cookies'),
      ...{ job, attempt, cookies: z.uuid() },
      opened: jarText,
      left: jarText,
    }),

    z.strictObject({ do: z.literal('ask-turn'), site, turn }),
    z.strictObject({ do: z.literal('keep-turn'), site, turn }),
    z.strictObject({
      do: z.literal('end-turn'),
      ...{ site, turn },
      failedAs: z.string().max(100).optional(),
      retryAfterSeconds: z.number().nonnegative().optional(),
    }),
  ])
  .meta({ id: 'WorkAsk', example: { do: 'take', tag: 'network', max: 1, waitSeconds: 2 } });
export type Ask = z.infer<typeof ask>;
export type Do = Ask['do'];
export type AskOf<D extends Do> = Extract<Ask, { do: D }>;

const done = z.strictObject({});
const taken = z.strictObject({ taken: z.boolean() });
const signedParts = z.array(z.strictObject({ number: part, url: z.url() }));

/** What each is answered with. */
export const answers = {
  take: z.strictObject({
    deliveries: z.array(
      z.strictObject({ id: z.string(), body: z.unknown(), receipt: z.string(), deliveries: z.int() }),
    ),
  }),
  extend: taken,
  done,

  beat: taken,
  succeed: taken,
  fail: taken,

  look: z.strictObject({ job: z.strictObject({ state: jobState, attempt }).nullable() }),
  apply: taken,
  log: done,
  /** Without a result when the step never finished: null is a result too. */
  result: z.strictObject({ result: z.unknown().optional() }),
  start: z.strictObject({ starts: z.int().positive() }),
  keep: taken,
  'give-back': taken,

  head: z.strictObject({
    object: z
      .strictObject({
        key: z.string(),
        bytes: z.int(),
        etag: z.string(),
        mediaType: z.string(),
        metadata: z.record(z.string(), z.string()),
        state: z.enum(['ready', 'frozen', 'restoring']),
      })
      .nullable(),
  }),
  sign: z.strictObject({ url: z.url(), seconds: z.int().positive() }),
  begin: z.strictObject({ upload: z.string(), partBytes: z.int().positive(), parts: signedParts }),
  parts: z.strictObject({ parts: signedParts }),
  complete: done,
  abort: done,

  here: done,
  gone: done,

  'open-cookies': z.strictObject({ cookies: z.string().nullable() }),
  'refresh-cookies': done,

  'ask-turn': z.discriminatedUnion('taken', [
    z.strictObject({ taken: z.literal(true), waitMs: z.number() }),
    z.strictObject({ taken: z.literal(false), waitMs: z.number(), why: z.enum(['busy', 'paced', 'closed']) }),
  ]),
  'keep-turn': done,
  'end-turn': done,
} as const satisfies Record<Do, z.ZodType>;
export type AnswerOf<D extends Do> = z.infer<(typeof answers)[D]>;

export const answer = z.union(Object.values(answers)).meta({ id: 'WorkAnswer', description: 'By what was asked' });
