import type { Api } from '../api/client.ts';
import { Problem } from '../api/problem.ts';
import type { UploadParts } from '../api/types.ts';
import type { Gate } from './gate.ts';
import { PartRefused, putPart } from './put-part.ts';

export type Sending = {
  readonly id: string;
  readonly partBytes: number;
  readonly partCount: number;
  readonly file: Blob;
  /** Signed addresses by part number; more are asked for as they are needed. */
  readonly urls: Map<number, string>;
  /** Parts that need not be sent. */
  readonly arrived: ReadonlySet<number>;
  readonly api: Api;
  readonly gate: Gate;
  readonly signal: AbortSignal;
  readonly onSent: (bytes: number) => void;
};

/** A browser opens six connections to an origin at most; two are left for the console itself. */
const lanes = 4;
const mostTries = 8;
const signedAtOnce = 100;

const bytesOf = ({ file, partBytes, partCount }: Sending, number: number): number =>
  number < partCount ? partBytes : file.size - partBytes * (partCount - 1);

const partOf = ({ file, partBytes }: Sending, number: number): Blob =>
  file.slice((number - 1) * partBytes, number * partBytes);

const signMore = async ({ api, id, urls, signal }: Sending, from: number): Promise<string> => {
  const path = `/api/v1/uploads/${id}/parts?from=${from}&limit=${signedAtOnce}`;
  for (const { number, url } of (await api.get<UploadParts>(path, signal)).parts) urls.set(number, url);
  const url = urls.get(from);
  if (!url) throw new Error(`Part ${from} could not be signed.`);
  return url;
};

/** Full jitter: half a second, doubling, half a minute at most. */
const waitBetween = (tries: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, Math.random() * Math.min(30_000, 500 * 2 ** tries));
    signal.addEventListener(
      'abort',
      () => {
        clearTimeout(timer);
        reject(signal.reason);
      },
      { once: true },
    );
  });

/** A signed address that has run out answers 403; the next try asks for a fresh one. */
const isFinal = (error: unknown): boolean =>
  error instanceof Problem
    ? error.status < 500 && error.status !== 429
    : error instanceof PartRefused &&
      error.status >= 400 &&
      error.status < 500 &&
      ![403, 408, 429].includes(error.status);

const sendPart = async (sending: Sending, number: number, onSent: (bytes: number) => void): Promise<void> => {
  const { gate, signal, urls } = sending;
  for (let tries = 1; ; tries += 1) {
    await gate.passed(signal);
    try {
      const url = urls.get(number) ?? (await signMore(sending, number));
      await putPart(url, partOf(sending, number), { signal: AbortSignal.any([signal, gate.whileOpen]), onSent });
      onSent(bytesOf(sending, number));
      return;
    } catch (error) {
      signal.throwIfAborted();
      onSent(0);
      if (gate.isClosed) {
        tries = 0;
        continue;
      }
      urls.delete(number);
      if (isFinal(error) || tries >= mostTries) throw error;
      await waitBetween(tries, signal);
    }
  }
};

/** Sends what has not arrived, several parts at once, in order. */
export const sendParts = async (sending: Sending): Promise<void> => {
  const numbers = Array.from({ length: sending.partCount }, (_, index) => index + 1);
  const missing = numbers.filter((number) => !sending.arrived.has(number));
  const sent = new Map<number, number>([...sending.arrived].map((number) => [number, bytesOf(sending, number)]));
  const report = () => sending.onSent([...sent.values()].reduce((sum, bytes) => sum + bytes, 0));
  const stop = new AbortController();
  const within = { ...sending, signal: AbortSignal.any([sending.signal, stop.signal]) };

  const lane = async (): Promise<void> => {
    for (let number = missing.shift(); number !== undefined; number = missing.shift()) {
      const current = number;
      await sendPart(within, current, (bytes) => {
        sent.set(current, bytes);
        report();
      });
    }
  };
  report();
  try {
    await Promise.all(Array.from({ length: lanes }, lane));
  } catch (error) {
    stop.abort(error);
    throw error;
  }
};
