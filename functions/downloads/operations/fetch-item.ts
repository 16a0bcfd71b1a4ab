import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { asEngineError, EngineError, errorTable } from '#shared/errors.ts';
import type { WorkContext, WorkPorts } from '#shared/operation.ts';
import type { Validators } from '#shared/ports/web.ts';
import { marks } from '../arguments/reports.ts';
import { downloadArguments } from '../download-arguments.ts';
import type { FoundItem } from '../found-item.ts';
import { type ExpectedFile, type FinishedFile, finishedFile } from '../read-progress.ts';
import { canBeKnown, whyNotSame } from '../same-source.ts';
import type { DownloadJob } from '../schema.ts';
import { scratchFile } from '../scratch-files.ts';
import { planSending } from '../send-plan.ts';
import { type Stream, streamsOf } from '../streams.ts';
import { whyRefused } from '../why-refused.ts';
import { keepPartials } from './keep-partials.ts';
import { restorePartials } from './restore-partials.ts';
import { type Sending, sendWhileFetched } from './send-while-fetched.ts';
import type { Target } from './upload-parts.ts';
import type { Visit } from './visit-site.ts';
import { watchFetch } from './watch-fetch.ts';

export type ItemToFetch = {
  readonly request: DownloadJob;
  readonly expected: readonly ExpectedFile[];
  readonly isLive: boolean;
  /** What the site said, and the file that holds it. */
  readonly item: FoundItem;
  readonly info: string;
  /** Where the media file is to lie, by its ending; null where that cannot be known before it is whole. */
  readonly foresee: (ext: string) => Target | null;
};

type Place = Pick<WorkPorts, 'media' | 'growing'> & { readonly context: WorkContext; readonly visit: Visit };

/** Whether anybody goes on from what is there, in this attempt or when a person tries again. */
const isGoneOnWith = ({ aborted, reason }: AbortSignal, error: unknown): boolean => {
  const { code } = asEngineError(aborted ? reason : error);
  // a function that ends too early hands over to a container
  if (code === 'job.timed-out') return true;
  return errorTable[code].retryable && code !== 'worker.lost';
};

/** What ffmpeg cuts or records it begins anew. */
const streamsToKeep = ({ request, expected, isLive, item }: ItemToFetch): Stream[] =>
  isLive || request.wishes.sections || request.wishes.live?.minutes ? [] : streamsOf(item, expected);

const isMark = (line: string): boolean => Object.values(marks).some((mark) => line.startsWith(mark));

/** yt-dlp pauses for so long before it asks for the rest of a file (`--retry-sleep`), and does not say that it did. */
const shortestPauseMs = 1000;

export type Fetched = {
  readonly finished: readonly FinishedFile[];
  /** Of the one file that is sent while it is fetched. */
  readonly sending: Sending | null;
  /** Objects where artifacts lie, which an earlier try has left and none of this one's may replace. */
  readonly leftOver: readonly string[];
};
type Ended = Fetched & { readonly mayBeMixed: boolean };

const run = async (toFetch: ItemToFetch, { context, visit: { web, cookies } }: Place, whenFetched: () => void) => {
  const { request, expected, info } = toFetch;
  const finished: FinishedFile[] = [];
  using watch = watchFetch({ context, web, expected, minutes: request.wishes.live?.minutes });
  const take = (line: string): void => {
    watch.take(line);
    if (watch.isFetched()) whenFetched();
    const made = finishedFile(line);
    if (made) finished.push(made);
    if (!isMark(line)) context.log(line);
  };
  const args = downloadArguments(request, { ...web.machine, ...(cookies && { cookies }) }, info);
  const end = await web.ytDlp(args, { onStdout: take, onLine: take });
  context.signal.throwIfAborted();
  if (end.exitCode === 0 && finished.length > 0) return finished;
  const lines = end.said.filter((line) => !isMark(line));
  const { exitCode, pauses } = end;
  const pauseSeconds = pauses.get(new URL(request.url).host);
  throw whyRefused({ exitCode, lines, pauseSeconds, wishes: request.wishes, guard: web.failure() });
};

/** Of the try before this one, or of the same without cookies. */
const clear = async (scratch: string): Promise<void> => {
  const ours = (await readdir(scratch)).filter((name) => scratchFile(name) !== null);
  await Promise.all(ours.map((name) => rm(join(scratch, name))));
};

type Known = ReadonlyMap<Stream, Promise<Validators | null>>;

/** Where the rest of a file was asked for: why it may be another one's, or null. */
const whyMixed = async (known: Known, { web }: Visit): Promise<string | null> => {
  for (const [{ url, headers, isPieced }, asked] of known) {
    const before = isPieced ? null : await asked;
    const why = before && whyNotSame(before, await web.ask(url, headers));
    if (why) return why;
  }
  return null;
};

/** Of one file alone, which is fetched from its beginning. */
const sendingOf = (
  { foresee, expected }: ItemToFetch,
  known: Known,
  { context, growing, visit }: Place,
): Sending | null => {
  const [[stream, asked] = []] = known;
  if (!growing || !stream || !asked || stream.isPieced || expected.length > 1) return null;
  const plan = asked.then((source) => planSending(source && canBeKnown(source) ? source.bytes : null));
  return sendWhileFetched({ stream, plan, foresee }, { context, growing, web: visit.web });
};

/** Runs once, and keeps what there is of the files should that end before them. */
const runKept = async (toFetch: ItemToFetch, known: Known, isFirst: boolean, place: Place): Promise<Ended> => {
  const { context, media, growing, visit } = place;
  const stored = { context, media, web: visit.web, ...(growing && { growing }) };
  const restored = await restorePartials([...known.keys()], stored);
  const began = performance.now();
  const sending = isFirst && restored.length === 0 ? sendingOf(toFetch, known, place) : null;
  await using undone = new AsyncDisposableStack();
  undone.use(sending);
  const keeper = keepPartials(restored, { context, media, known, sent: () => sending?.sent() ?? null });
  try {
    const finished = await run(toFetch, place, keeper.freeze);
    await keeper.end(false);
    const mayBeMixed = restored.length > 0 || performance.now() - began > shortestPauseMs;
    undone.move();
    const pieces = restored.flatMap((stream) => stream.pieces.map(({ key }) => key));
    return {
      finished,
      mayBeMixed,
      sending,
      leftOver: pieces.filter((key) => key.startsWith(context.prefix.artifacts)),
    };
  } catch (error) {
    const goesOn = isGoneOnWith(context.signal, error);
    await keeper.end(goesOn);
    // who was stopped may have another after it, who goes on from these parts
    if (!goesOn && !context.signal.aborted) await sending?.giveUp();
    throw error;
  }
};

/**
 * Has yt-dlp fetch the item into the scratch folder, from where an earlier try stopped. yt-dlp asks for the rest of a file
 * without a word of which file (If-Range): so where it did, the file must still be the one that it was at first.
 */
export const fetchItem = async (toFetch: ItemToFetch, place: Place): Promise<Fetched> => {
  const { context, visit } = place;
  for (const isFirst of [true, false]) {
    await clear(context.scratch);
    const known = new Map(streamsToKeep(toFetch).map((stream) => [stream, visit.web.ask(stream.url, stream.headers)]));
    const { mayBeMixed, ...fetched } = await runKept(toFetch, known, isFirst, place);
    await using undone = new AsyncDisposableStack();
    undone.use(fetched.sending);
    const why = mayBeMixed ? await whyMixed(known, visit) : null;
    if (why === null) {
      undone.move();
      return fetched;
    }
    await fetched.sending?.giveUp('the site has replaced it');
    context.log(`all is fetched again, since the site has replaced it meanwhile: ${why}`);
  }
  throw new EngineError('source.unreachable', 'the site replaces the file while it is fetched');
};
