import type { Api } from '../api/client.ts';
import { Problem, Unreachable } from '../api/problem.ts';
import type { UploadParts } from '../api/types.ts';
import type { Gate } from './gate.ts';
import { waitBetween } from './insist.ts';
import { LineLost, PartRefused, putPart } from './put-part.ts';

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
const mostRefusals = 6;
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

/** A signed address that has run out answers 403; the next try asks for a fresh one. */
const isFinal = (error: unknown): boolean =>
  error instanceof Problem
    ? error.status < 500 && error.status !== 429
    : error instanceof PartRefused &&
      error.status >= 400 &&
      error.status < 500 &&
      ![403, 408, 429].includes(error.status);

const isLostLine = (error: unknown): boolean => error instanceof LineLost || error instanceof Unreachable;

/** A lost line is waited out for as long as the tab is open; what the store refuses is tried a few times. */
const sendPart = async (sending: Sending, number: number, onSent: (bytes: number) => void): Promise<void> => {
  const { gate, signal, urls } = sending;
  let refusals = 0;
  for (let tries = 1; ; tries += 1) {
    await gate.passed(signal);
    try {
      const url = urls.get(number) ?? (await signMore(sending, number));
      await putPart(url, partOf(sending, number), { signal: AbortSignal.any([signal, gate.whileOpen]), onSent });
      return onSent(bytesOf(sending, number));
    } catch (error) {
      signal.throwIfAborted();
      onSent(0);
      if (gate.isClosed) continue;
      urls.delete(number);
      if (!isLostLine(error)) refusals += 1;
      if (isFinal(error) || refusals >= mostRefusals) throw error;
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
