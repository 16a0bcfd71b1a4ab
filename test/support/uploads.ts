import { createHash } from 'node:crypto';
import { completeUpload } from '#uploads/routes/complete-upload.ts';
import { startUpload } from '#uploads/routes/start-upload.ts';
import type { Answer } from './call.ts';
import { type Engine, send } from './engine.ts';

export const partBytes = 8 * 1024 ** 2;
export const film = Buffer.from('a short film');
/** In two parts. */
export const long = Buffer.alloc(partBytes + 5, 'film');
export const wish = { fileName: 'holiday.mov', bytes: film.length, mediaType: 'video/quicktime' };

export const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('base64');

export const start = async (engine: Engine, more: object = {}) =>
  (await send(startUpload, engine, { body: { ...wish, ...more } })).body;

export type Signed = { readonly number: number; readonly url: string; readonly headers?: Record<string, string> };

export const partOf = (bytes: Buffer, number: number): Buffer =>
  bytes.subarray((number - 1) * partBytes, number * partBytes);

export const sendParts = (parts: readonly Signed[], bytes = film): Promise<Response[]> =>
  Promise.all(
    parts.map(({ number, url, headers = {} }) =>
      fetch(url, { method: 'PUT', body: new Uint8Array(partOf(bytes, number)), headers }),
    ),
  );

export const complete = (engine: Engine, id: string, body: object = {}): Promise<Answer> =>
  send(completeUpload, engine, { params: { id }, body });
