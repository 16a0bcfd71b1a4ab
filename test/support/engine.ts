import type { Job } from '#shared/job.ts';
import { parseAllowed } from '#shared/may-mail.ts';
import type { Route } from '#shared/route.ts';
import type { Upload } from '#shared/upload.ts';
import { type Answer, type Ask, call, silentLog } from './call.ts';
import { inMemoryArchive } from './fakes/archive.ts';
import { inMemoryBatches, inMemoryWaiters } from './fakes/batches.ts';
import type { Bucket } from './fakes/bucket.ts';
import { inMemoryCallbacks } from './fakes/callbacks.ts';
import { inMemoryCheckpoints } from './fakes/checkpoints.ts';
import { inMemoryColdStorage } from './fakes/cold-storage.ts';
import { inMemoryCookieJars } from './fakes/cookie-jars.ts';
import { inMemoryCookieVault } from './fakes/cookie-vault.ts';
import { inMemoryDirectory } from './fakes/directory.ts';
import { inMemoryJobLog } from './fakes/job-log.ts';
import { inMemoryJobTable } from './fakes/job-table.ts';
import { inMemoryLinks } from './fakes/links.ts';
import { inMemoryMadeBefore } from './fakes/made-before.ts';
import { inMemoryMailLedger } from './fakes/mail-ledger.ts';
import { inMemoryMediaCopies } from './fakes/media-copies.ts';
import { inMemoryMediaStore } from './fakes/media-store.ts';
import { inMemoryMultipartStore } from './fakes/multipart-store.ts';
import { inMemoryPartSums } from './fakes/part-sums.ts';
import { inMemoryProfiles } from './fakes/profiles.ts';
import { inMemorySites } from './fakes/sites.ts';
import { inMemoryUploadTable } from './fakes/upload-table.ts';
import { inMemoryWeb } from './fakes/web.ts';
import { inMemoryWorkflows } from './fakes/workflows.ts';

/** The moment that every test of a route or a reaction takes place at. */
export const now = new Date('2026-11-21T12:00:00.000Z');
export const seconds = (number: number): Date => new Date(now.getTime() + number * 1000);

type Known = {
  readonly jobs?: readonly Job[];
  readonly uploads?: readonly Upload[];
  /** Hours that each frozen key takes to thaw. */
  readonly frozen?: Readonly<Record<string, number>>;
  /** Whose each webhook endpoint is. */
  readonly webhooks?: Readonly<Record<string, string>>;
  /** What every start of a workflow fails with. */
  readonly outage?: Error;
};

/** A whole engine in memory: every port that a route or a reaction takes. */
export const anEngine = ({ jobs = [], uploads = [], frozen, webhooks = {}, outage }: Known = {}) => {
  const bucket: Bucket = new Map();
  const table = inMemoryJobTable(() => now, jobs);
  return {
    bucket,
    jobs: table,
    batches: inMemoryBatches(table),
    waiters: inMemoryWaiters(),
    callbacks: inMemoryCallbacks(),
    logs: inMemoryJobLog(),
    links: inMemoryLinks(),
    checkpoints: inMemoryCheckpoints(),
    media: inMemoryMediaStore(bucket),
    copies: inMemoryMediaCopies(bucket),
    made: inMemoryMadeBefore(),
    archive: inMemoryArchive(),
    maker: 'this version',
    multiparts: inMemoryMultipartStore(bucket),
    cold: inMemoryColdStorage(frozen),
    uploads: inMemoryUploadTable(() => now, uploads),
    sums: inMemoryPartSums(),
    profiles: inMemoryProfiles(),
    web: inMemoryWeb(),
    sites: inMemorySites(),
    cookieJars: inMemoryCookieJars(),
    keptCookies: inMemoryCookieVault().kept,
    workflows: inMemoryWorkflows(outage),
    directory: inMemoryDirectory([{ owner: 'alice', name: 'Alice', verifiedEmail: 'alice@example.org' }]),
    ledger: inMemoryMailLedger(() => now),
    webhooks: { ownerOf: async (id: string) => webhooks[id] ?? null },
    guardRules: {},
    mailAllowed: parseAllowed('@partner.example'),
    log: silentLog,
    maxUploadBytes: 1024 ** 3,
  };
};
export type Engine = ReturnType<typeof anEngine>;

/** Sends one request, as Alice the user unless it says otherwise. */
export const send = <Ports>(
  // biome-ignore lint/suspicious/noExplicitAny: any route whose ports these are
  route: Route<Ports, any, any, any>,
  engine: Engine & Ports,
  ask: Ask = {},
): Promise<Answer> => call<Ports>(route, engine, { as: 'alice/user', ...ask }, { clock: () => now });

export const put = (engine: Engine, key: string, text = 'bytes', about: { mediaType?: string; preset?: string } = {}) =>
  engine.bucket.set(key, {
    body: Buffer.from(text),
    mediaType: about.mediaType ?? 'video/mp4',
    metadata: about.preset === undefined ? {} : { preset: about.preset },
  });

export const linesOf = async ({ logs }: Engine, id: string): Promise<string[]> =>
  (await logs.page(id, { limit: 1000 })).items.map(({ line }) => line);
