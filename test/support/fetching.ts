import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type * as z from 'zod';
import { fetchRun } from '#downloads/operations/fetch.run.ts';
import { lookRun } from '#downloads/operations/look.run.ts';
import type { look } from '#downloads/operations/look.ts';
import type { DownloadJob } from '#downloads/schema.ts';
import type { Progress, WorkContext } from '#shared/operation.ts';
import { localTools } from '#shared/tools/local-tools.ts';
import { localWeb } from '#shared/tools/web.ts';
import { diskGrowingObjects } from './disk-growing-objects.ts';
import { diskMediaStore } from './disk-media-store.ts';
import { jobOf } from './download-requests.ts';
import { inMemoryCookieJars } from './fakes/cookie-jars.ts';
import { inMemorySites } from './fakes/sites.ts';
import { openSite, type Site, siteExtractors } from './site/site.ts';

/** Lets the guard of this process reach a port of this machine. */
export const allowPort = (port: number): void => {
  process.env['REELMILL_HOME'] = 'true';
  const ports = (process.env['REELMILL_ALLOW_LOOPBACK'] ?? '').split(',').filter(Boolean);
  process.env['REELMILL_ALLOW_LOOPBACK'] = [...ports, port].join();
};

/** A site that the real yt-dlp knows, and that the guard lets it reach. */
export const anAllowedSite = async (): Promise<Site> => {
  const site = await openSite();
  process.env['REELMILL_TEST_EXTRACTORS'] = siteExtractors;
  allowPort(site.port);
  return site;
};

export type Looked = z.output<typeof look.output>;

type Known = { readonly cookies?: Readonly<Record<string, string>>; readonly signal?: AbortSignal };

/** A job that fetches, with a store on disk that outlives its runs; each run has a scratch folder of its own. */
export const aFetcher = async ({ cookies = {} }: Known = {}) => {
  const folder = await mkdtemp(join(tmpdir(), 'reelmill-fetch-'));
  const job = randomUUID();
  const prefix = { artifacts: `processed/alice/${job}/`, work: `work/${job}/` };
  const ports = {
    media: diskMediaStore(join(folder, 'store')),
    growing: diskGrowingObjects(join(folder, 'store')),
    tools: localTools,
    web: localWeb,
    sites: inMemorySites(),
    cookieJars: inMemoryCookieJars(cookies),
  };
  const lines: string[] = [];
  const reports: Progress[] = [];
  const scratches: string[] = [];
  const never = new AbortController().signal;

  const aContext = async (signal: AbortSignal = never): Promise<WorkContext> => {
    const scratch = await mkdtemp(join(folder, 'scratch-'));
    scratches.push(scratch);
    const report = (progress: Progress) => void reports.push(progress);
    return { scratch, signal, owner: 'alice', prefix, report, log: (line) => void lines.push(line) };
  };
  const askedAt = new Date().toISOString();
  const looks = async (request: DownloadJob, signal?: AbortSignal) =>
    (await lookRun.run({ request, askedAt }, await aContext(signal), ports)) as Looked;
  const fetches = async (request: DownloadJob, { info, expected, withCookies, live }: Looked, signal?: AbortSignal) =>
    fetchRun.run({ request, looked: { info, expected, withCookies, live } }, await aContext(signal), ports);

  return {
    ...{ ports, prefix, lines, reports, scratches, looks, fetches },
    /** Looks and fetches, as the workflow does. */
    gets: async (url: string, asked: object = {}, signal?: AbortSignal) => {
      const request = jobOf({ url, ...asked });
      return fetches(request, await looks(request, signal), signal);
    },
    pathOf: (key: string) => join(folder, 'store', key),
    /** What lies below a place of the store. */
    stored: async (place: string) =>
      existsSync(join(folder, 'store', place))
        ? (await readdir(join(folder, 'store', place), { recursive: true, withFileTypes: true }))
            .filter((entry) => entry.isFile())
            .map(({ name }) => name)
        : [],
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }),
  };
};
export type Fetcher = Awaited<ReturnType<typeof aFetcher>>;
