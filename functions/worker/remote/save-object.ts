import { createHash } from 'node:crypto';
import { open, stat } from 'node:fs/promises';
import type { AnswerOf } from '../protocol.ts';
import { signedAtOnce } from '../protocol.ts';
import type { Place } from './open-object.ts';
import { putPart } from './put-part.ts';
import type { WorkApi } from './work-api.ts';

export type FileToSave = Place & {
  readonly attempt: number;
  readonly path: string;
  readonly mediaType: string;
  readonly signal?: AbortSignal | undefined;
};

type Plan = AnswerOf<'begin'>;
type Piece = { readonly number: number; readonly body: Uint8Array<ArrayBuffer> };

/** So many parts are on their way, and in memory, at once. */
const mostInFlight = 4;

/** The file in parts, each read once; one without bytes is one part without bytes. */
async function* piecesOf(path: string, partBytes: number): AsyncGenerator<Piece> {
  await using file = await open(path);
  for (let number = 1; ; number += 1) {
    const { bytesRead, buffer } = await file.read(new Uint8Array(partBytes), 0, partBytes, (number - 1) * partBytes);
    if (bytesRead > 0 || number === 1) yield { number, body: buffer.subarray(0, bytesRead) };
    if (bytesRead < partBytes) return;
  }
}

/** Where each part goes: signed a hundred at a time, and a part again when its address has run out. */
const addresses = ({ job, key }: Place, { upload, parts }: Plan, { ask }: Pick<WorkApi, 'ask'>) => {
  const known = new Map(parts.map(({ number, url }) => [number, url]));
  const sign = async (from: number, count: number): Promise<void> => {
    const signed = await ask({ do: 'parts', job, key, upload, from, count });
    for (const { number, url } of signed.parts) known.set(number, url);
  };
  return async (number: number, anew = false): Promise<string> => {
    if (anew) await sign(number, 1);
    else if (!known.has(number)) await sign(number, Math.min(signedAtOnce, 10_001 - number));
    return known.get(number) ?? '';
  };
};

/** Hashes in order what it sends side by side; the first part that cannot be sent ends the others. */
const sendAll = async (file: FileToSave, plan: Plan, api: Pick<WorkApi, 'ask'>) => {
  const addressOf = addresses(file, plan, api);
  const hash = createHash('sha256');
  const sent: { number: number; etag: string }[] = [];
  const failed = new AbortController();
  const signal = file.signal ? AbortSignal.any([file.signal, failed.signal]) : failed.signal;
  const inFlight = new Set<Promise<void>>();
  let bytes = 0;
  for await (const { number, body } of piecesOf(file.path, plan.partBytes)) {
    hash.update(body);
    bytes += body.length;
    const first = await addressOf(number);
    const going = putPart(body, { first, anew: () => addressOf(number, true), signal })
      .then((etag) => void sent.push({ number, etag }))
      .catch((error: unknown) => failed.abort(error))
      .finally(() => inFlight.delete(going));
    inFlight.add(going);
    if (inFlight.size >= mostInFlight) await Promise.race(inFlight);
    if (signal.aborted) break;
  }
  await Promise.all(inFlight);
  signal.throwIfAborted();
  return { bytes, sha256: hash.digest('hex'), parts: sent.toSorted((a, b) => a.number - b.number) };
};

/** Streams a local file up in parts by signed addresses; what fails leaves nothing behind. */
export const saveObject = async (file: FileToSave, api: Pick<WorkApi, 'ask'>) => {
  const { job, attempt, key, path, mediaType, signal } = file;
  signal?.throwIfAborted();
  const { size } = await stat(path);
  const plan = await api.ask({ do: 'begin', job, attempt, key, mediaType, bytes: size }, { signal });
  const target = { job, key, upload: plan.upload };
  try {
    const { bytes, sha256, parts } = await sendAll(file, plan, api);
    await api.ask({ do: 'complete', ...target, attempt, bytes, parts }, { signal });
    return { bytes, sha256 };
  } catch (error) {
    await api.ask({ do: 'abort', ...target }, { tries: 1 }).catch(() => undefined);
    throw error;
  }
};
