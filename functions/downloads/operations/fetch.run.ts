import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Artifact } from '#shared/artifact.ts';
import { asEngineError, errorTable } from '#shared/errors.ts';
import { type WorkContext, type WorkStore, work } from '#shared/operation.ts';
import { foreseeArtifact } from '../foresee-artifact.ts';
import { type FoundItem, infoOf, isFresh, toFetch } from '../found-item.ts';
import { nameFiles } from '../name-files.ts';
import { notesOf } from '../notes-of.ts';
import { refuseLength } from '../refuse-size.ts';
import type { DownloadJob, FetchWishes } from '../schema.ts';
import { chosenFiles } from '../view-info.ts';
import { askFor } from './ask-for.ts';
import { type Collected, collectFiles } from './collect-files.ts';
import { fetch } from './fetch.ts';
import { fetchItem } from './fetch-item.ts';
import type { Sending } from './send-while-fetched.ts';
import type { Target } from './upload-parts.ts';
import { visitSite } from './visit-site.ts';

/** Half of the scratch disk: what is merged is there twice. */
const mostBytes = 100 * 1024 ** 3;
/** Headers, TLS and what goes with the media are counted as well; of each file alone yt-dlp keeps the limit. */
const ceilingOf = ({ maxBytes }: FetchWishes): number =>
  Math.min(mostBytes, maxBytes === undefined ? mostBytes : Math.ceil(maxBytes * 1.05) + 256 * 1024);

/** What the look found, if it is not too long ago. */
const foundAt = async (key: string, media: WorkStore): Promise<FoundItem | null> => {
  const stored = await media.read(key);
  const item = stored && (JSON.parse(Buffer.from(stored).toString('utf8')) as FoundItem);
  return item && isFresh(item, new Date()) ? item : null;
};

/** The same for every try of a job, so that a second one writes over what the first has stored. */
const randomOf = (prefix: string): string => createHash('sha256').update(prefix).digest('hex').slice(0, 12);

type Saved = { readonly artifact: Artifact; readonly isSource: boolean };
type Place = {
  readonly context: WorkContext;
  readonly media: WorkStore;
  readonly then: DownloadJob['then'];
  /** Of the main file, if it was sent while it was fetched. */
  readonly sending: Sending | null;
};

type Named = { readonly path: string; readonly ext: string };

/** What `then` makes another file of is no artifact. */
const keyOf = ({ path, ext }: Named, isSource: boolean, { prefix }: Pick<WorkContext, 'prefix'>): string =>
  isSource ? `${prefix.work}source.${ext}` : `${prefix.artifacts}${path}`;

const store = async (file: Collected, target: Target, isMain: boolean, { context, media, sending }: Place) => {
  const sent = isMain ? await sending?.finish(file.path, target) : null;
  return sent ?? media.save(file.path, target.key, { mediaType: target.mediaType, signal: context.signal });
};

const save = async (file: Collected, path: string, isMain: boolean, place: Place): Promise<Saved> => {
  const { kind, mediaType, facts, what } = file;
  const isSource = isMain && place.then !== undefined;
  const key = keyOf({ path, ext: what.ext }, isSource, place.context);
  const stored = await store(file, { key, mediaType }, isMain, place);
  return { artifact: { name: path, kind, key, mediaType, ...stored, ...(facts && { facts }) }, isSource };
};

/** A cover or a line of text is soon there; who sees the media has the rest as well. */
const saveAll = async (files: readonly Collected[], paths: readonly string[], place: Place): Promise<Saved[]> => {
  const saved: Saved[] = [];
  for (const [at, file] of [...files.entries()].reverse())
    saved.unshift(await save(file, paths[at] ?? basename(file.path), at === 0, place));
  return saved;
};

/** Of what nobody will ask for again, nothing is left in the store. */
const orGiveUp = async <T>(
  sending: Sending | null,
  { signal }: Pick<WorkContext, 'signal'>,
  judge: () => Promise<T>,
): Promise<T> => {
  try {
    return await judge();
  } catch (error) {
    if (!signal.aborted && !errorTable[asEngineError(error).code].retryable) await sending?.giveUp();
    throw error;
  }
};

export const fetchRun = work(fetch, async ({ request, looked }, context, ports) => {
  const { media, growing, tools } = ports;
  const random = randomOf(context.prefix.artifacts);
  const { withCookies, live } = looked;
  context.report({ stage: 'fetching' });
  const found = await foundAt(looked.info, media);
  const journey = { request, context, ports, maxBytes: ceilingOf(request.wishes) };
  const { answer } = await visitSite(journey, { withCookies }, async (visit) => {
    const item = found ?? (await askFor(request, visit, context));
    const path = join(context.scratch, 'info.json');
    await writeFile(path, JSON.stringify(toFetch(item)));
    const expected = found ? looked.expected : chosenFiles(infoOf(item));
    const info = infoOf(item);
    const foresee = (ext: string): Target | null => {
      const foreseen = foreseeArtifact(ext, { info, request, random });
      const key = foreseen && keyOf({ path: foreseen.path, ext }, request.then !== undefined, context);
      return foreseen && key ? { key, mediaType: foreseen.mediaType } : null;
    };
    const fetching = { request, expected, item, info: path, isLive: live === 'live', foresee };
    const fetched = await fetchItem(fetching, { context, media, visit, ...(growing && { growing }) });
    return { ...fetched, info, bytes: visit.web.bytes() };
  });
  await using sending = answer.sending;

  const { info } = answer;
  const files = await orGiveUp(sending, context, async () => {
    const collected = await collectFiles(answer.finished, request.wishes, { context, tools });
    const refusal = refuseLength(collected[0]?.facts?.seconds, request.wishes);
    if (refusal) throw refusal;
    return collected;
  });
  const paths = nameFiles(files, { info, request, random });
  context.report({ stage: 'uploading', percent: 97 });
  const saved = await saveAll(files, paths, { context, media, then: request.then, sending });
  const keys = saved.map(({ artifact }) => artifact.key);
  for (const key of answer.leftOver)
    if (!keys.includes(key)) await growing?.remove(key).catch(() => context.log('what an earlier try left stays'));
  const [main] = saved;
  return {
    artifacts: saved.filter(({ isSource }) => !isSource).map(({ artifact }) => artifact),
    notes: notesOf(info, request, {
      seconds: files[0]?.facts?.seconds ?? undefined,
      roles: files.map(({ what }) => what.role),
    }),
    source: { key: main?.artifact.key ?? '', name: basename(main?.artifact.name ?? '') },
    fetchedBytes: answer.bytes,
  };
});
