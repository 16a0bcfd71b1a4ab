import { setTimeout as sleep } from 'node:timers/promises';
import { EngineError } from '#shared/errors.ts';
import { type AnswerOf, type Ask, answers, type Do } from '../protocol.ts';
import { backOff, type Refusal, refusalOf } from './refusal.ts';

type AskOf<D extends Do> = Extract<Ask, { do: D }>;

export type WorkApi = {
  /** Throws what the installation refuses with, and `service.unavailable` when it does not answer for long. */
  readonly ask: <D extends Do>(ask: AskOf<D>, options?: AskOptions) => Promise<AnswerOf<D>>;
  /** Aborts once the installation will not answer this worker again, whatever it asks: its key was revoked. */
  readonly turnedAway: AbortSignal;
};

type AskOptions = {
  readonly signal?: AbortSignal | undefined;
  /** For what is asked again anyway. @default 8 */
  readonly tries?: number;
};

/** Some half a minute in all. */
const usualTries = 8;
/** API Gateway ends a call after 30 s. */
const answerMilliseconds = 35_000;

type Installation = { readonly url: string; readonly key: string };

const post = async ({ url, key }: Installation, ask: Ask, signal: AbortSignal | undefined): Promise<Response> => {
  const late = AbortSignal.timeout(answerMilliseconds);
  return fetch(`${url}/api/v1/work`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: JSON.stringify(ask),
    redirect: 'manual',
    signal: signal ? AbortSignal.any([signal, late]) : late,
  });
};

const unreached = (url: string, cause: unknown): Refusal => ({
  error: new EngineError('service.unavailable', `${url} cannot be reached`, { cause }),
  next: 'ask-again',
});

const attempt = async (at: Installation, ask: Ask, signal: AbortSignal | undefined) => {
  try {
    const response = await post(at, ask, signal);
    const body: unknown = await response.json().catch(() => null);
    if (response.ok) return { answer: body };
    return refusalOf(at.url, response, body);
  } catch (cause) {
    signal?.throwIfAborted();
    return unreached(at.url, cause);
  }
};

/** Asks one installation, again where that may help, with the key that it gave us. */
export const workApi = (at: Installation): WorkApi => {
  const turnedAway = new AbortController();
  const ask = async <D extends Do>(asked: AskOf<D>, { signal, tries = usualTries }: AskOptions = {}) => {
    for (let failures = 1; ; failures += 1) {
      turnedAway.signal.throwIfAborted();
      const got = await attempt(at, asked, signal);
      if ('answer' in got) return answers[asked.do].parse(got.answer) as AnswerOf<D>;
      if (got.next === 'stop') turnedAway.abort(got.error);
      if (got.next !== 'ask-again' || failures >= tries) throw got.error;
      await sleep(backOff(failures, got.error.retryAfterSeconds), undefined, { signal });
    }
  };
  return { ask, turnedAway: turnedAway.signal };
};
