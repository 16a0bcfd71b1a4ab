import { saySentence } from '../format/format.ts';

type ProblemFields = {
  readonly status: number;
  readonly code: string;
  readonly title: string;
  readonly detail: string;
  readonly field?: string;
  readonly requestId?: string;
  readonly retryAfterSeconds?: number;
};

/** A refusal as the API words it (RFC 9457). */
export class Problem extends Error {
  readonly status: number;
  readonly code: string;
  readonly title: string;
  readonly field: string | undefined;
  readonly requestId: string | undefined;
  readonly retryAfterSeconds: number | undefined;

  constructor({ status, code, title, detail, field, requestId, retryAfterSeconds }: ProblemFields) {
    super(detail || title);
    this.name = 'Problem';
    this.status = status;
    this.code = code;
    this.title = title;
    this.field = field;
    this.requestId = requestId;
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

/** No answer at all: the network or the installation is away. */
export class Unreachable extends Error {
  constructor(cause: unknown) {
    super('Reelmill did not answer.', { cause });
    this.name = 'Unreachable';
  }
}

export const problemFrom = async (response: Response): Promise<Problem> => {
  const body = (await response.json().catch(() => ({}))) as Partial<ProblemFields>;
  const retryAfter = Number(response.headers.get('retry-after'));
  return new Problem({
    status: response.status,
    code: body.code ?? `http.${response.status}`,
    title: body.title ?? 'The request was refused',
    detail: body.detail ?? `the answer was ${response.status}`,
    ...(body.field !== undefined && { field: body.field }),
    ...(body.requestId !== undefined && { requestId: body.requestId }),
    ...(Number.isFinite(retryAfter) && retryAfter > 0 && { retryAfterSeconds: retryAfter }),
  });
};

/** What to show of anything that was thrown. */
export const sayError = (error: unknown): string =>
  error instanceof Error ? saySentence(error.message) : 'Something went wrong.';

export const isGone = (error: unknown): boolean =>
  error instanceof Problem && (error.status === 404 || error.status === 410);

/** A site's refusal that we pass on, by whatever status: our own side is well. */
export const isOfSite = (error: unknown): error is Problem =>
  error instanceof Problem && error.code.startsWith('source.');
