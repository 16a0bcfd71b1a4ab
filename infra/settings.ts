import type { IConstruct } from 'constructs';
import * as z from 'zod';
import { queueTag } from '#shared/queue-tag.ts';
import { siteChanges } from '#shared/site/site-rules.ts';

const list = z.preprocess(
  (value) =>
    typeof value === 'string'
      ? value
          .split(',')
          .map((part) => part.trim())
          .filter(Boolean)
      : value,
  z.array(z.string()),
);
const flag = z.union([z.boolean(), z.stringbool()]);
const count = z.coerce.number().pipe(z.int().positive());
const days = (least: number) => z.coerce.number().pipe(z.int().min(least));
/** Undefined of what is not JSON. */
const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};
const areSiteRules = (text: string): boolean => siteChanges.safeParse(parsed(text)).success;
const changes = z.preprocess(
  (value) => (typeof value === 'string' ? parsed(value) : value),
  z.record(z.string(), z.union([z.literal(['lambda', 'fargate']), z.templateLiteral(['queue:', queueTag])]), {
    error: 'expected places such as {"downloads.*":"queue:home"}',
  }),
);
const domain = z.string().regex(/^[a-z0-9.-]+\.[a-z]{2,}$/, 'expected a domain name such as media.example.com');

/**
 * Everything a deployment may change, given as `-c name=value` or in the context of cdk.json.
 * Lists are separated by commas.
 */
export const settings = z
  .strictObject({
    target: z.enum(['aws', 'local']).default('aws'),
    /** Set by `npm run deploy`: synth fails rather than let a stand-in through. */
    complete: flag.default(false),
    /** Several installations in one account have different stages. */
    stage: z
      .string()
      .regex(/^[a-z][a-z0-9-]{0,15}$/, 'expected up to 16 of a-z, 0-9 and -')
      .default('main'),
    region: z.string().optional(),

    /** Own domain, with a certificate for it in us-east-1; without one, CloudFront's own name serves. */
    domain: domain.optional(),
    certificateArn: z.string().startsWith('arn:').optional(),
    /** At home: where the front door answers. In AWS it follows from the domain. */
    origin: z.url().default('http://127.0.0.1:4700'),
    /** Other origins whose pages may call the API. */
    corsOrigins: list.default([]),
    /** Where sign-in may return to, besides the console itself. */
    authCallbacks: list.default([]),

    /** Whether everybody must have a second factor, or may. */
    mfa: z.enum(['optional', 'required']).default('optional'),

    /** Sender of all mail; in AWS it must be an address or of a domain that you can verify. */
    mailFrom: z.email().default('reelmill@example.com'),
    /** Domains that may be mailed besides verified owners. */
    mailDomains: list.default([]),
    /** Where alarms go. */
    alarmEmail: z.email().optional(),

    /** Kept media moves to infrequent access after this many days, to the archive after `freezeAfterDays`. */
    coldAfterDays: days(30).default(30),
    freezeAfterDays: days(60).default(120),
    logDays: z.coerce
      .number()
      .pipe(z.literal([1, 3, 5, 7, 14, 30, 60, 90, 180, 365]))
      .default(30),

    /** Containers try spare capacity first, at about a third of the price. */
    spot: flag.default(true),
    /** How many operations run on Lambda at once; absent for as many as the account allows. */
    workerConcurrency: count.optional(),

    /** Long work in AWS waits for machines of one's own (docs/workers.md) instead of containers. */
    ownWorkers: flag.default(false),

    /**
     * Where operations run, in place of the table of `infra/placements.ts`, as JSON: `{"downloads.*":"queue:home"}` has
     * everything that fetches wait for a worker that takes of the tag `home`.
     */
    placements: changes.default({}),

    /** Largest upload, in bytes; S3 itself ends at 5 TiB. */
    maxUploadBytes: count.optional(),
    /** An alarm tells when an owner has more than this stored, in bytes, or all of them together. */
    ownerQuotaBytes: count.optional(),
    quotaBytes: count.optional(),
    /** How many items of batches one owner has fetched at once; 10 if nothing is said. */
    itemsAtOnce: count.optional(),
    /** Rate limits in place of the defaults, as JSON: `{"user":{"count":5000,"seconds":3600}}`. */
    rates: z.string().optional(),
    /** How sites are treated that are fetched from, as JSON: `{"youtube.com":{"perMinute":10,"atOnce":2}}`; `*` for all. */
    sites: z.string().refine(areSiteRules, 'expected rules such as {"example.org":{"atOnce":2}}').optional(),

    /** Proxies through which fetches may go out, as JSON: `{"frankfurt":"http://user:password@host:port"}`. */
    proxies: z.string().optional(),
    /** For how long what a site said of an address stands for the site, as JSON: `{"itemSeconds":600,"listSeconds":300}`. */
    looks: z.string().optional(),

    /** At home: the object store's address, as functions reach it. */
    storeUrl: z.url().default('http://127.0.0.1:8333'),
    /** At home: where the emulator answers the user pool's keys. */
    jwksUrl: z.url().optional(),
    /** At home: the file with the private key that signs cookies for ladders. */
    signingKeyFile: z.string().optional(),
    signingKeyId: z.string().optional(),
  })
  .refine(({ domain, certificateArn }) => !domain === !certificateArn, {
    path: ['certificateArn'],
    message: 'domain and certificateArn go together',
  })
  .refine(({ coldAfterDays, freezeAfterDays }) => freezeAfterDays >= coldAfterDays + 30, {
    path: ['freezeAfterDays'],
    message: 'expected at least 30 days after coldAfterDays',
  });
export type Settings = z.infer<typeof settings>;
export type Target = Settings['target'];

const names = Object.keys(settings.shape);

/** Reads the settings by name; what does not fit is told by the setting's name. */
export const readSettings = (lookUp: (name: string) => unknown): Settings => {
  const read = settings.safeParse(Object.fromEntries(names.map((name) => [name, lookUp(name)])));
  if (read.success) return read.data;
  throw new Error(read.error.issues.map(({ path, message }) => `setting ${path.join('.')}: ${message}`).join('\n'));
};

const placed = new WeakMap<IConstruct, Settings>();

export const placeSettings = (root: IConstruct, values: Settings): void => {
  placed.set(root, values);
};

/** The settings of the app that a construct belongs to. */
export const settingsOf = ({ node }: IConstruct): Settings => {
  const found = placed.get(node.root);
  if (!found) throw new Error(`${node.path}: no settings were placed on the app`);
  return found;
};
