import * as z from 'zod';
import { EngineError } from './errors.ts';
import { jobKind } from './job.ts';
import { queueTag, usualTags } from './queue-tag.ts';
import { siteChanges } from './site/site-rules.ts';

const text = z.string().min(1);
const origin = z.url().transform((url) => url.replace(/\/+$/, ''));

const json = (value: string, context: z.RefinementCtx): unknown => {
  try {
    return JSON.parse(value);
  } catch {
    context.addIssue({ code: 'custom', message: 'not JSON' });
    return z.NEVER;
  }
};

/** Everything that a process of the engine reads from its environment. */
const variables = {
  REELMILL_TABLE: text,
  REELMILL_MEDIA_BUCKET: text,
  REELMILL_BUS: text,
  /** The queues of work, as JSON: tag -> address. */
  REELMILL_QUEUES: text.transform(json).pipe(z.record(queueTag, z.url())),
  /** Where webhooks wait for their next try, and the key that seals their secrets. */
  REELMILL_WEBHOOK_QUEUE_URL: z.url(),
  REELMILL_WEBHOOK_KEY: text,
  /** Kind of job -> ARN of its state machine, as JSON. */
  REELMILL_WORKFLOWS: text.transform(json).pipe(z.partialRecord(jobKind, text)),
  /** Names the code and the programs that work on media: results of another are not used again. */
  REELMILL_MAKER: text,
  REELMILL_USER_POOL: text,
  REELMILL_USER_POOL_CLIENT: text,
  /** At home only: where the pool's keys are, since the emulator's tokens name the issuer of AWS. */
  REELMILL_JWKS_ENDPOINT: z.url().optional(),
  /** Where people reach this installation, when it is not told by the request. */
  REELMILL_PUBLIC_URL: origin.optional(),
  /** At home only: the origin at which clients reach the bucket, path-style. */
  REELMILL_MEDIA_ENDPOINT: origin.optional(),
  /** Set on a machine that runs the engine whole. */
  REELMILL_HOME: z
    .stringbool()
    .optional()
    .transform((home) => home ?? false),
  /** At home, in tests only: a folder of sites that yt-dlp is to know besides its own; see shared/tools/yt-dlp.ts. */
  REELMILL_TEST_EXTRACTORS: text.optional(),
  /** At home only: ports of this machine that may be fetched from, by comma; see shared/guard-rules.ts. */
  REELMILL_ALLOW_LOOPBACK: z
    .string()
    .default('')
    .transform((ports) =>
      ports
        .split(',')
        .filter((port) => port.trim() !== '')
        .map(Number),
    )
    .pipe(z.array(z.int().min(1).max(65_535))),
  /** Proxies through which a fetch may go out, as JSON: what a request calls it -> `http://user:password@host:port`. */
  REELMILL_PROXIES: z
    .string()
    .default('{}')
    .transform(json)
    .pipe(z.record(z.string(), z.url({ protocol: /^http$/ }))),
  /** Where cookies are kept, and the ARN of the key that they are sealed with. */
  REELMILL_COOKIES_TABLE: text,
  REELMILL_COOKIES_KEY: text,
  REELMILL_MEDIA_SIGNING_KEY_ID: text.optional(),
  /** At home: the file with the private key that signs cookies for ladders. */
  REELMILL_MEDIA_SIGNING_KEY_FILE: text.optional(),
  /** In AWS: the ARN of the secret that holds it. */
  REELMILL_MEDIA_SIGNING_KEY_SECRET: text.optional(),
  /** At home: where the emulated services are. The SDK reads it by itself. */
  AWS_ENDPOINT_URL: origin.optional(),
  /** At home: where the object store is. The SDK reads it by itself. */
  AWS_ENDPOINT_URL_S3: origin.optional(),
  REELMILL_MAIL_FROM: text,
  /** Whom else mail may go to, besides verified owners: addresses and @domains by comma. */
  REELMILL_MAIL_ALLOWED: z.string().default(''),
  /** The secret header that our own origin adds; without one, forwarded addresses are not believed. */
  REELMILL_ORIGIN_SECRET: text.optional(),
  REELMILL_MAX_UPLOAD_BYTES: z.coerce
    .number()
    .int()
    .positive()
    .default(5 * 1024 ** 4),
  /** What one owner may have stored before an alarm tells; absent for as much as they like. */
  REELMILL_OWNER_QUOTA_BYTES: z.coerce.number().int().positive().optional(),
  /** Rate limits in place of the defaults, as JSON: { address, user, key, reads, work } with count and seconds. */
  REELMILL_RATES: text.transform(json).optional(),
  /** How sites are treated, in place of the usual, as JSON: a registrable domain, or `*` for all -> its rule. */
  REELMILL_SITES: z.string().default('{}').transform(json).pipe(siteChanges),
  /** For how many seconds what a site said of an address stands for the site, as JSON: `{"itemSeconds":600}`. */
  REELMILL_LOOKS: z
    .string()
    .default('{}')
    .transform(json)
    .pipe(
      z.strictObject({
        itemSeconds: z.int().min(0).max(3600).default(600),
        listSeconds: z.int().min(0).max(3600).default(300),
      }),
    ),
  /** How many items of batches one owner has fetched at once. */
  REELMILL_ITEMS_AT_ONCE: z.coerce.number().int().min(1).default(10),
  /** Of a container: where its call lies in the media bucket. */
  REELMILL_CALL_KEY: text,
  /** Of a worker outside: where the installation is, and the key that it gave. */
  REELMILL_URL: origin,
  REELMILL_KEY: text,
  /** Of a queue worker: the folder it works in, the tags that it takes of, and how many operations of each at once. */
  REELMILL_SCRATCH: text.optional(),
  REELMILL_WORKER_TAGS: z
    .string()
    .default(usualTags.join(','))
    .transform((tags) => tags.split(',').map((tag) => tag.trim()))
    .pipe(z.array(queueTag).min(1)),
  REELMILL_WORKER_SLOTS: z.coerce.number().int().min(1).max(64).optional(),
} satisfies Record<string, z.ZodType>;

export type Variable = keyof typeof variables;

/** Reads one variable when it is first needed, so that a process has to be given only what it uses. */
export const env = <V extends Variable>(name: V): z.output<(typeof variables)[V]> => {
  const value = process.env[name] || undefined;
  const read = variables[name].safeParse(value);
  if (read.success) return read.data as z.output<(typeof variables)[V]>;
  if (value === undefined) throw new EngineError('internal', `the environment variable ${name} is not set`);
  const issue = read.error.issues[0]?.message ?? 'invalid';
  throw new EngineError('internal', `the environment variable ${name} cannot be used: ${issue}`);
};
