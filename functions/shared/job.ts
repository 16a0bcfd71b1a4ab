import * as z from 'zod';
import { advice } from './advice.ts';
import { artifact } from './artifact.ts';
import { errorTable, isErrorCode } from './errors.ts';

export const jobKind = z.enum(['transcode', 'download', 'look', 'batch']);
export type JobKind = z.infer<typeof jobKind>;

export const jobState = z.enum(['queued', 'running', 'succeeded', 'failed', 'canceled', 'expired']);
export type JobState = z.infer<typeof jobState>;

const instant = z.iso.datetime().meta({ description: 'UTC, ISO 8601', example: '2026-11-21T16:35:00.000Z' });

const count = z.int().nonnegative();

export const jobProgress = z.strictObject({
  percent: z.number().min(0).max(100).optional(),
  stage: z.string().meta({ description: 'What is being done', example: 'encoding' }),
  speed: z.number().optional().meta({ description: 'Multiple of real time', example: 3.2 }),
  bytes: count.optional().meta({ description: 'Of a download, fetched so far', example: 21_000_000 }),
  totalBytes: count.optional().meta({ description: 'Of a download, as far as it is known', example: 50_000_000 }),
  bytesPerSecond: count.optional().meta({ example: 4_200_000 }),
  etaSeconds: count.optional().meta({ description: 'Until all is fetched', example: 7 }),
  why: z.string().max(400).optional().meta({
    description: 'What it waits for, where that is known',
    example: 'example.com refuses, and is left in peace for now',
  }),
  until: instant.optional().meta({ description: 'When it is tried again, about' }),
  at: instant,
});
export type JobProgress = z.infer<typeof jobProgress>;

/** How long files may be asked to stay; those of a job that is to keep them stay without an end. */
export const retentionSeconds = z.int().min(60).max(31_536_000);

const jobError = z.strictObject({
  code: z.string().meta({ example: 'source.truncated' }),
  message: z.string().meta({ example: 'the source promises 60.0 s, but only 12.4 s could be read' }),
  field: z.string().optional(),
});
export type JobError = z.infer<typeof jobError>;

/** Of a job whose work is done by children, jobs of their own. */
const batch = z.strictObject({
  items: z.int().positive().meta({ description: 'How many there are in all', example: 12 }),
  refused: count.meta({ description: 'Nothing is begun for these', example: 1 }),
  atOnce: z.int().positive().optional().meta({ description: 'How many of them are fetched at once', example: 5 }),
  /** Those that had failed before then are tried again. */
  retriedAt: instant.optional(),
});

const seconds = z.number().nonnegative();

const timings = z
  .strictObject({
    queuedSeconds: seconds.meta({ description: 'From being queued until a worker took it up', example: 1.4 }),
    runningSeconds: seconds.meta({ description: 'From then to its end', example: 41.7 }),
    steps: z.array(z.strictObject({ step: z.string(), seconds })).meta({
      example: [
        { step: 'inspect', seconds: 2.1 },
        { step: 'transcode', seconds: 39.6 },
      ],
    }),
  })
  .meta({ description: 'Where the time of the last attempt went' });
export type Timings = z.infer<typeof timings>;

/**
 * The one record of a job. `state` moves only as `life-cycle.ts` allows; every write names the states and the
 * attempt that it expects, so that a late worker, a second event or a lost race changes nothing.
 */
export const job = z.strictObject({
  id: z.uuidv7(),
  kind: jobKind,
  owner: z.string().meta({ description: 'Whose it is, as `GET /api/v1/me` names them' }),
  /** What a person calls it: the source's file name unless they gave one. */
  name: z.string(),
  state: jobState,
  /** Counts from 1; a retry adds one. The execution's name is `{id}-{attempt}`. */
  attempt: z.int().positive(),
  /** The validated request, as its area's schema has it. */
  request: z.record(z.string(), z.unknown()),
  progress: jobProgress,
  artifacts: z.array(artifact),
  /** What was decided on the way and why, for people. */
  notes: z.array(z.string()),
  error: jobError.optional(),
  parent: z
    .strictObject({ id: z.uuidv7(), index: z.int().positive().meta({ description: 'Which of its items, from 1' }) })
    .optional()
    .meta({ description: 'The job that this one does a part of' }),
  batch: batch.optional().meta({ description: 'Of a batch, once it is known what belongs to it' }),
  /** Where mail about its end goes; absent for the owner's own address. */
  email: z.email().optional(),
  /** Who is called at its end besides: the id of an endpoint, or an address. */
  webhook: z.string().optional(),
  createdAt: instant,
  /** Of a retry; at first it is queued when it is created. */
  queuedAt: instant.optional(),
  startedAt: instant.optional(),
  endedAt: instant.optional(),
  timings: timings.optional(),
  ytDlp: z.string().optional().meta({ description: 'The version of yt-dlp that read the site', example: '2026.10.26' }),
  cached: z.boolean().optional().meta({
    description: 'Its files are copies of an earlier job’s, which its log names',
  }),
  /** Seconds its files stay after the end; null keeps them. */
  retentionSeconds: z.int().positive().nullable(),
  /** When its files go; absent while live and when kept. */
  expiresAt: instant.optional(),
  /** When somebody must look at this record next: a stalled step, or files to remove. Internal. */
  dueAt: instant.optional(),
});
export type Job = z.infer<typeof job>;

const errorView = jobError.extend({
  advice: z.string().meta({ description: 'What a person can do about it' }),
  retryable: z.boolean().meta({ description: 'Whether a retry may end better although nothing else has changed' }),
});

/** What a caller sees: everything but the keys and the engine's own marks. */
export const jobView = job
  .omit({ dueAt: true, email: true, webhook: true })
  .extend({ artifacts: z.array(artifact.omit({ key: true })), error: errorView.optional() })
  .meta({ id: 'Job', description: 'A unit of work that was asked for, and how far it is' });
export type JobView = z.infer<typeof jobView>;

/** A job that nobody needs to look at any more has lost what a retry would go on from. */
const viewError = (error: JobError, { dueAt }: Pick<Job, 'dueAt'>): z.infer<typeof errorView> => {
  const code = isErrorCode(error.code) ? error.code : 'internal';
  return { ...error, advice: advice[code], retryable: errorTable[code].retryable && dueAt !== undefined };
};

export const viewJob = ({ dueAt, email: _email, webhook: _webhook, artifacts, error, ...rest }: Job): JobView => ({
  ...rest,
  artifacts: artifacts.map(({ key: _key, ...shown }) => shown),
  ...(error && { error: viewError(error, { dueAt }) }),
});

export const logLine = z.strictObject({ at: instant, step: z.string(), line: z.string() });
export type LogLine = z.infer<typeof logLine>;
