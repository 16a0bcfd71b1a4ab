import { EngineError, type ErrorCode, isErrorCode } from '#shared/errors.ts';

export type Refusal = {
  readonly error: EngineError;
  /** What it means for the worker: go on with other work, ask the same again, or stop for good. */
  readonly next: 'go-on' | 'ask-again' | 'stop';
};

/** What no other question to this installation would be answered without. */
const final: readonly ErrorCode[] = ['auth.required', 'auth.expired', 'auth.forbidden', 'key.expired', 'route.unknown'];

type Problem = { readonly code?: unknown; readonly detail?: unknown; readonly title?: unknown };

const detailOf = ({ detail, title }: Problem, status: number): string =>
  [detail, title].find((text) => typeof text === 'string') ?? `it answered with ${status}`;

const secondsOf = (headers: Headers): number | undefined => {
  const seconds = Number(headers.get('retry-after') ?? Number.NaN);
  return Number.isFinite(seconds) ? seconds : undefined;
};

/** Reads a reply that is no answer. What is not a problem of ours comes from something else at that address. */
export const refusalOf = (
  url: string,
  { status, headers }: Pick<Response, 'status' | 'headers'>,
  body: unknown,
): Refusal => {
  const problem = (body ?? {}) as Problem;
  const said = detailOf(problem, status);
  if (status >= 500 || status === 429) {
    const retryAfterSeconds = secondsOf(headers);
    const details = retryAfterSeconds === undefined ? {} : { retryAfterSeconds };
    return { error: new EngineError('service.unavailable', `${url}: ${said}`, details), next: 'ask-again' };
  }
  if (isErrorCode(problem.code) && !final.includes(problem.code))
    return { error: new EngineError(problem.code, said), next: 'go-on' };
  if (isErrorCode(problem.code)) return { error: new EngineError(problem.code, `${url}: ${said}`), next: 'stop' };
  return { error: new EngineError('route.unknown', `${url} is no Reelmill: ${said}`), next: 'stop' };
};

const longestMilliseconds = 8000;

/**
 * Milliseconds before the next try: full jitter under 0.25 s doubled for each failure, so that workers that lost the
 * same installation do not come back together. What the installation asks for goes before, up to a minute.
 */
export const backOff = (failures: number, askedSeconds?: number, random: () => number = Math.random): number => {
  const most = Math.min(longestMilliseconds, 125 * 2 ** failures);
  return askedSeconds === undefined ? random() * most : Math.min(60, askedSeconds) * 1000 + random() * 1000;
};
