import { createWriteStream } from 'node:fs';
import { appendFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { asEngineError } from '#shared/errors.ts';
import type { WorkContext, WorkPorts } from '#shared/operation.ts';
import type { OpenUpload } from '#shared/ports/growing-objects.ts';
import type { WebAccess } from '#shared/ports/web.ts';
import { bytesOf, type KeptPiece, type KeptStream, type KeptUpload, partials, partialsKey } from '../partials.ts';
import { whyNotSame } from '../same-source.ts';
import type { Stream } from '../streams.ts';

type Place = Pick<WorkPorts, 'media' | 'growing'> & { readonly context: WorkContext; readonly web: WebAccess };

/** What is larger is not held in memory while it is put back. */
const mostPieceBytes = 32 * 1024 ** 2;

/** A note that names anything but the job's own files is nobody's. */
const isOwn = ({ upload, pieces }: KeptStream, { prefix }: WorkContext): boolean =>
  [...pieces, ...(upload ? [upload] : [])].every(
    ({ key }) => key.startsWith(prefix.work) || key.startsWith(prefix.artifacts),
  );

const readKept = async ({ context, media }: Place): Promise<readonly KeptStream[]> => {
  const stored = await media.read(partialsKey(context.prefix.work));
  if (!stored) return [];
  const read = partials.safeParse(JSON.parse(Buffer.from(stored).toString('utf8')));
  return read.success ? read.data.streams.filter((kept) => isOwn(kept, context)) : [];
};

const partsOf = async (upload: OpenUpload, growing: NonNullable<WorkPorts['growing']>) => {
  try {
    return await growing.parts(upload);
  } catch (error) {
    if (asEngineError(error).code === 'upload.closed') return null;
    throw error;
  }
};

/**
 * Parts cannot be read before they are an object: makes one of them, unless that was done; null when it cannot be. Who died
 * after the last part was sent has left the whole.
 */
const objectOf = async (
  upload: KeptUpload,
  whole: number | null,
  { media, growing }: Place,
): Promise<KeptPiece | null> => {
  const { key, partBytes, parts: count } = upload;
  if (!growing) return null;
  const open = await partsOf(upload, growing);
  if (open) {
    const first = open.slice(0, count);
    const areThere = first.length === count && first.every(({ number, bytes }, at) => number === at + 1 && bytes === partBytes); // biome-ignore format: one thought
    if (!areThere) return null;
    await growing.complete(upload, first);
  }
  const bytes = (await media.head(key))?.bytes;
  return bytes !== undefined && [partBytes * count, whole].includes(bytes) ? { key, bytes } : null;
};

/** Whether it was all there. */
const putBack = async ({ key, bytes }: KeptPiece, path: string, { context, media }: Place): Promise<boolean> => {
  if (bytes <= mostPieceBytes) {
    const piece = await media.read(key);
    if (piece?.length !== bytes) return false;
    await appendFile(path, piece);
    return true;
  }
  await using source = await media.open(key);
  const { body } = await fetch(source.url, { signal: context.signal });
  if (!body) return false;
  let came = 0;
  const counted = new Transform({
    transform: (chunk: Buffer, _encoding, pass) => {
      came += chunk.length;
      // gigabytes over a slow line take longer than a step may be silent
      context.report({ stage: 'fetching' });
      pass(null, chunk);
    },
  });
  await pipeline(body, counted, createWriteStream(path, { flags: 'a' }));
  return came === bytes;
};

/** Puts the pieces together again where yt-dlp looks for them; tells whether they were all there. */
const assemble = async ({ file, pieces, isWhole, state }: KeptStream, place: Place): Promise<boolean> => {
  const { context } = place;
  const path = join(context.scratch, isWhole ? file : `${file}.part`);
  for (const piece of pieces) {
    context.signal.throwIfAborted();
    if (!(await putBack(piece, path, place))) {
      await rm(path, { force: true });
      return false;
    }
    context.report({ stage: 'fetching' });
  }
  if (state !== null && !isWhole) await writeFile(join(context.scratch, `${file}.ytdl`), state);
  return true;
};

const isNotWhole = 'what was kept of it is not whole';

const readBack = async (kept: KeptStream, place: Place): Promise<KeptStream | null> => {
  const whole = kept.source.bytes;
  const object = kept.upload && (await objectOf(kept.upload, whole, place));
  if (kept.upload && !object) return null;
  const behind = object?.bytes === whole ? [] : kept.pieces;
  const back = { ...kept, upload: null, pieces: object ? [object, ...behind] : kept.pieces };
  return (await assemble(back, place)) ? back : null;
};

/** What is there of it again, as objects alone; else why it is fetched from its beginning. */
const bringBack = async (kept: KeptStream, streams: readonly Stream[], place: Place): Promise<KeptStream | string> => {
  const stream = streams.find(({ formatId }) => formatId === kept.formatId);
  if (!stream) return 'the site offers it in another form now';
  const changed = whyNotSame(kept.source, await place.web.ask(stream.url, stream.headers));
  if (changed !== null) return changed;
  if (kept.upload && !place.growing) return 'it is in parts, which this worker cannot read';
  try {
    return (await readBack(kept, place)) ?? isNotWhole;
  } catch (error) {
    place.context.signal.throwIfAborted();
    if (asEngineError(error).transient) throw error;
    return isNotWhole;
  }
};

/** What nobody goes on from is not left where an artifact may lie, nor open. */
const discard = async ({ upload, pieces }: KeptStream, { context, media, growing }: Place): Promise<void> => {
  if (!growing) return;
  if (upload) await growing.abort(upload);
  for (const { key } of [...pieces, ...(upload ? [upload] : [])])
    if (key.startsWith(context.prefix.artifacts) && (await media.head(key))) await growing.remove(key);
};

/** Brings back what an earlier try has fetched of files that are still the same; answers which those are. */
export const restorePartials = async (streams: readonly Stream[], place: Place): Promise<KeptStream[]> => {
  const { log } = place.context;
  const restored: KeptStream[] = [];
  for (const kept of await readKept(place)) {
    const back = await bringBack(kept, streams, place);
    if (typeof back !== 'string') {
      restored.push(back);
      log(`goes on with format ${kept.formatId} behind the ${bytesOf(back)} bytes that an earlier try has fetched`);
      continue;
    }
    log(
      `fetches format ${kept.formatId} from its beginning, though an earlier try has ${bytesOf(kept)} bytes: ${back}`,
    );
    await discard(kept, place);
  }
  return restored;
};
