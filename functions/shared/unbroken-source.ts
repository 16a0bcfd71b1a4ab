import { setTimeout as wait } from 'node:timers/promises';
import type { ByteRange } from './byte-range.ts';
import { EngineError } from './errors.ts';

export type RangeSource = {
  readonly bytes: number;
  readonly read: (range: ByteRange, signal: AbortSignal) => Promise<AsyncIterable<Uint8Array>>;
};

export type UnbrokenSource = {
  readonly bytes: number;
  /** The bytes of a range, going on where it broke off when the store or the connection to it fails. */
  readonly read: (range: ByteRange, signal: AbortSignal) => AsyncIterable<Uint8Array>;
  /** What keeps a byte that was asked for from being read, as long as it does: whoever met it saw the source end there. */
  readonly failure: () => EngineError | undefined;
};

/** Waits of 0.2 s, doubling up to 10 s: a store that restarts is back within this many, some two minutes. */
const mostFailures = 16;
const pause = (failures: number): number => Math.min(10_000, 100 * 2 ** failures);

/** A reader that gives up after so long without a byte has met a store that is away, whatever becomes of the request. */
const silenceMilliseconds = 10_000;

/** What was replaced or removed does not come back by waiting. */
const isFinal = (error: unknown): boolean => error instanceof EngineError && !error.transient;

const away = (cause: unknown): EngineError =>
  cause instanceof EngineError
    ? cause
    : new EngineError('storage.unavailable', 'the store stopped giving the source', { cause });

/** One reading, from the byte that it waits for. */
type Reading = { at: number; asked: number; error?: unknown };

const isStuck = ({ asked, error }: Reading): boolean => error !== undefined || Date.now() - asked > silenceMilliseconds;

/**
 * Remembers which bytes could not be had. A tool takes a broken connection for the end of its source, tries again, or
 * does not, and then complains of what it was given: only here it is known whose fault that was.
 */
const memory = () => {
  const going = new Set<Reading>();
  const stuck = new Map<number, unknown>();
  const got = (reading: Reading, count: number): void => {
    for (const at of stuck.keys()) if (at >= reading.at && at < reading.at + count) stuck.delete(at);
    reading.at += count;
    delete reading.error;
  };
  const end = (reading: Reading): void => {
    going.delete(reading);
    if (isStuck(reading)) stuck.set(reading.at, reading.error);
  };
  const failure = (): EngineError | undefined => {
    const errors = [...stuck.values(), ...[...going].filter(isStuck).map(({ error }) => error)];
    return errors.length > 0 ? away(errors[0]) : undefined;
  };
  return { going, got, end, failure };
};

export const unbroken = (source: RangeSource): UnbrokenSource => {
  const { going, got, end, failure } = memory();

  async function* chunks(reading: Reading, last: number, signal: AbortSignal) {
    for await (const chunk of await source.read({ start: reading.at, end: last }, signal)) {
      got(reading, chunk.length);
      reading.asked = Number.POSITIVE_INFINITY;
      yield chunk;
      reading.asked = Date.now();
    }
    if (reading.at <= last) throw new Error('the store ended the answer early');
  }

  async function* read({ start, end: last }: ByteRange, signal: AbortSignal) {
    const reading: Reading = { at: start, asked: Date.now() };
    going.add(reading);
    try {
      for (let failures = 0; reading.at <= last; ) {
        const before = reading.at;
        try {
          yield* chunks(reading, last, signal);
        } catch (error) {
          failures = reading.at > before ? 1 : failures + 1;
          if (signal.aborted) throw error;
          reading.error = error;
          if (failures > mostFailures || isFinal(error)) throw error;
          await wait(pause(failures), undefined, { signal });
        }
      }
    } finally {
      end(reading);
    }
  }

  return { bytes: source.bytes, read, failure };
};
