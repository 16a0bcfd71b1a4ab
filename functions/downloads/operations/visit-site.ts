import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { asEngineError, EngineError } from '#shared/errors.ts';
import type { WorkContext, WorkPorts } from '#shared/operation.ts';
import type { Turn } from '#shared/ports/sites.ts';
import type { WebAccess } from '#shared/ports/web.ts';
import { mayBeMended } from '#shared/yt-dlp-age.ts';
import type { DownloadJob } from '../schema.ts';
import { withCookies } from '../when-cookies.ts';

/** One call at a site: the way there, and the file with the cookies that it is shown, if it is shown any. */
export type Visit = { readonly web: WebAccess; readonly cookies?: string };

export type Journey = {
  readonly request: Pick<DownloadJob, 'url' | 'wishes'>;
  readonly context: WorkContext;
  readonly ports: Pick<WorkPorts, 'web' | 'sites' | 'cookieJars'>;
  /** All that may come. */
  readonly maxBytes?: number;
};

type Jar = AsyncDisposable & { readonly path: string };

/** The cookies of the request as a file, and afterwards what the site made of them back into the jar. */
const openJar = async ({ request, context, ports }: Journey): Promise<Jar | null> => {
  const { id } = request.wishes.cookies ?? {};
  if (id === undefined) return null;
  const jar = { owner: context.owner, id };
  const opened = await ports.cookieJars.open(jar, request.url);
  if (opened === null) return null;
  const path = join(context.scratch, '.cookies.txt');
  await writeFile(path, opened, { mode: 0o600 });
  const keep = async (): Promise<void> => {
    const left = await readFile(path, 'utf8');
    await rm(path);
    if (left !== opened) await ports.cookieJars.refresh(jar, { opened, left });
  };
  return { path, [Symbol.asyncDispose]: () => keep().catch(() => context.log('the cookies were not kept')) };
};

/** Where a newer yt-dlp may know better, the error says which one was asked, and how old it is. */
const namingYtDlp = async (thrown: unknown, web: WorkPorts['web']): Promise<unknown> => {
  const error = asEngineError(thrown);
  const version = await web.version().catch(() => null);
  const hint = version && mayBeMended(error.code, version, new Date());
  if (!hint) return thrown;
  const { code, message, retryAfterSeconds } = error;
  const more = { cause: error, ...(retryAfterSeconds !== undefined && { retryAfterSeconds }) };
  return new EngineError(code, `${message} (${hint})`, more);
};

const visitOnce = async <T>(journey: Journey, jar: Jar | null, ask: (visit: Visit) => Promise<T>): Promise<T> => {
  const { request, context, ports, maxBytes } = journey;
  const { signal, scratch, log } = context;
  const turn = await ports.sites.enter(request.url, signal);
  const tell: Turn['end'] = (...how) => turn.end(...how).catch(() => log('how the site answered could not be noted'));
  const limits = {
    ...(maxBytes !== undefined && { maxBytes }),
    ...(request.wishes.proxy && { proxy: request.wishes.proxy }),
  };
  try {
    await using opened = await ports.web.open({ signal, scratch, log, ...limits });
    const web: WebAccess = { ...opened, ask: (url, headers) => opened.ask(url, headers, jar?.path) };
    const answer = await ask({ web, ...(jar && { cookies: jar.path }) });
    await tell();
    return answer;
  } catch (error) {
    const { code, retryAfterSeconds } = asEngineError(signal.aborted ? signal.reason : error);
    await tell(code, retryAfterSeconds);
    throw await namingYtDlp(error, ports.web);
  }
};

const visitWithCookies = async <T>(journey: Journey, ask: (visit: Visit) => Promise<T>, refusal?: unknown) => {
  await using jar = await openJar(journey);
  if (!jar && refusal) throw refusal;
  if (!jar) journey.context.log('there are no cookies for this site (any more)');
  return { answer: await visitOnce(journey, jar, ask), withCookies: jar !== null };
};

export type Visited<T> = { readonly answer: T; readonly withCookies: boolean };

/**
 * Asks a site in its turn: without the cookies of the request, and with them once it has refused without, unless the
 * request says otherwise. `known`: whether an earlier visit needed them.
 */
export const visitSite = async <T>(
  journey: Journey,
  known: { readonly withCookies: boolean },
  ask: (visit: Visit) => Promise<T>,
): Promise<Visited<T>> => {
  const { wishes } = journey.request;
  if (known.withCookies || withCookies(wishes)) return visitWithCookies(journey, ask);
  try {
    return { answer: await visitOnce(journey, null, ask), withCookies: false };
  } catch (refusal) {
    if (journey.context.signal.aborted || !withCookies(wishes, asEngineError(refusal).code)) throw refusal;
    journey.context.log('the site is asked again, with cookies');
    return visitWithCookies(journey, ask, refusal);
  }
};
