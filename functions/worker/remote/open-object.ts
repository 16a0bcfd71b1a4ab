import { EngineError } from '#shared/errors.ts';
import type { OpenSource } from '#shared/ports/media-store.ts';
import { serveRanges } from '#shared/range-server.ts';
import { readable } from '#shared/readable.ts';
import type { WorkApi } from './work-api.ts';

export type Place = { readonly job: string; readonly key: string };

/** An address that reads the object, signed anew before the last one runs out, or at once when that one failed. */
const signer = (place: Place, { ask }: Pick<WorkApi, 'ask'>) => {
  let signed: { readonly url: string; readonly until: number } | undefined;
  return async (anew: boolean): Promise<string> => {
    if (signed && !anew && Date.now() < signed.until) return signed.url;
    const { url, seconds } = await ask({ do: 'sign', ...place });
    signed = { url, until: Date.now() + seconds * 800 };
    return url;
  };
};

/** One GET by a signed address; a signature may have died with the credentials that it was made with. */
const readSigned = async (
  addressOf: (anew: boolean) => Promise<string>,
  headers: Record<string, string>,
  signal?: AbortSignal,
): Promise<Response> => {
  for (const anew of [false, true]) {
    const response = await fetch(await addressOf(anew), { headers, ...(signal && { signal }) });
    if (response.status !== 403) return response;
    await response.body?.cancel();
  }
  throw new EngineError('storage.unavailable', 'the store refuses what was signed for it');
};

/** `If-Match` keeps a reader from joining two versions of an object. */
const readRange = async (
  addressOf: (anew: boolean) => Promise<string>,
  { etag, start, end }: { etag: string; start: number; end: number },
  signal: AbortSignal,
): Promise<AsyncIterable<Uint8Array>> => {
  const headers = { range: `bytes=${start}-${end}`, 'if-match': `"${etag}"` };
  const { status, body } = await readSigned(addressOf, headers, signal);
  if (status === 206 && body) return body;
  await body?.cancel();
  if (status === 404 || status === 412)
    throw new EngineError('source.not-found', 'the source was replaced or removed while it was read');
  throw new EngineError('storage.unavailable', `the store answered a range with ${status}`);
};

/** The object behind a loopback address that outlives every signature. */
export const openObject = async (place: Place, api: Pick<WorkApi, 'ask'>): Promise<OpenSource> => {
  const { object } = await api.ask({ do: 'head', ...place });
  const { bytes, etag } = readable(object, place.key);
  const addressOf = signer(place, api);
  return serveRanges({
    bytes,
    read: (range, signal) => readRange(addressOf, { etag, ...range }, signal),
  });
};

/** The whole object; null when there is none. */
export const readObject = async (place: Place, api: Pick<WorkApi, 'ask'>): Promise<Uint8Array | null> => {
  const response = await readSigned(signer(place, api), {});
  if (response.ok) return new Uint8Array(await response.arrayBuffer());
  await response.body?.cancel();
  if (response.status === 404) return null;
  throw new EngineError('storage.unavailable', `the store answered with ${response.status}`);
};
