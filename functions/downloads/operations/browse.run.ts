import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { asEngineError, EngineError } from '#shared/errors.ts';
import { type WorkContext, work } from '#shared/operation.ts';
import { listArguments, lookArguments, type Machine } from '../download-arguments.ts';
import { foundItem, infoOf } from '../found-item.ts';
import { infoJson } from '../info.ts';
import { listJson } from '../list-info.ts';
import type { LookJob, SeenItem, SeenList } from '../look-schema.ts';
import { entriesToRead } from '../page-of-list.ts';
import { asDataAddress, mostPictureBytes, picturesToTry } from '../picture.ts';
import { viewFormats, viewMetadata } from '../view-info.ts';
import { viewList } from '../view-list.ts';
import { askYtDlp } from './ask-yt-dlp.ts';
import { browse } from './browse.ts';
import { type Visit, visitSite } from './visit-site.ts';

/** Pages, manifests and programs of players; a list of hundreds of pages is asked for in parts. */
const mostBytes = 256 * 1024 ** 2;

const fileName = 'look.json';

/**
 * The time of a try counts from when the site is asked: it may have been waited for its turn. It is the caller's patience,
 * which says nothing of the site to others; to the caller it is a site that does not answer.
 */
const untilLate = (outer: AbortSignal, seconds: number) => {
  const late = new AbortController();
  const said = `the site did not answer within ${seconds} s`;
  return {
    signal: AbortSignal.any([outer, late.signal]),
    during: async <T>(answer: () => Promise<T>): Promise<T> => {
      const timer = setTimeout(() => late.abort(new EngineError('job.timed-out', said)), seconds * 1000);
      return answer().finally(() => clearTimeout(timer));
    },
    named: (error: unknown): unknown =>
      late.signal.aborted && !outer.aborted ? new EngineError('source.unreachable', said, { cause: error }) : error,
  };
};

const argumentsOf = (request: LookJob, machine: Machine): string[] =>
  request.what === 'item' ? lookArguments(request, machine) : listArguments(request, machine, entriesToRead(request));

const answerOf = (request: LookJob, visit: Visit, context: WorkContext): Promise<unknown> => {
  const machine = { ...visit.web.machine, ...(visit.cookies && { cookies: visit.cookies }) };
  return askYtDlp(argumentsOf(request, machine), request, visit, context);
};

/** The first thumbnail that comes and is a picture. Nothing hangs on it: whoever looks has the facts without it, too. */
const pictureOf = async (answer: unknown, { web }: Visit): Promise<string | null> => {
  const info = infoJson.safeParse(foundItem(answer));
  for (const url of picturesToTry(info.data?.thumbnails ?? [])) {
    const bytes = await web.read(url, mostPictureBytes);
    const picture = bytes && asDataAddress(bytes);
    if (picture) return picture;
  }
  return null;
};

const seenItem = (answer: unknown, picture: string | null): SeenItem => {
  const item = foundItem(answer);
  if (!item) throw new EngineError('source.no-stream', 'there is a list at this address, and nothing in it');
  const info = infoOf(item);
  return { formats: viewFormats(info), metadata: { ...viewMetadata(info), picture } };
};

const seenList = (answer: unknown, request: Extract<LookJob, { what: 'list' }>): SeenList => {
  const list = listJson.safeParse(answer);
  if (!list.success)
    throw new EngineError('source.no-stream', 'there is no list at this address: ask for its metadata or formats');
  return viewList(list.data, request);
};

/** Work waits for hours for a site that is left in peace; who asks what it says does not. */
const notNow = (error: unknown): never => {
  const { code, message, retryAfterSeconds } = asEngineError(error);
  if (code !== 'source.busy' || retryAfterSeconds === undefined) throw error;
  throw new EngineError('source.rate-limited', message, { retryAfterSeconds });
};

export const browseRun = work(browse, async ({ request }, context, ports) => {
  context.log(`yt-dlp ${await ports.web.version()}`);
  context.report({ stage: 'extracting' });
  const { signal, during, named } = untilLate(context.signal, request.tryForSeconds);
  const journey = { request, context: { ...context, signal }, ports, maxBytes: mostBytes };
  const {
    answer: { said, picture },
  } = await visitSite(journey, { withCookies: false }, async (visit) => {
    const said = await during(() => answerOf(request, visit, journey.context));
    return { said, picture: request.what === 'item' ? await pictureOf(said, visit) : null };
  }).catch((error) => notNow(named(error)));
  const seen = request.what === 'item' ? seenItem(said, picture) : seenList(said, request);

  const path = join(context.scratch, fileName);
  const key = `${context.prefix.artifacts}${fileName}`;
  const mediaType = 'application/json';
  await writeFile(path, JSON.stringify(seen));
  const { bytes, sha256 } = await ports.media.save(path, key, { mediaType, signal: context.signal });
  return { artifacts: [{ ...{ name: fileName, kind: 'data' as const, key }, mediaType, bytes, sha256 }], notes: [] };
});
