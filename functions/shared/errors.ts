/**
 * The one error of the engine and the closed table that alone decides its HTTP status, whether a workflow
 * tries again, and the sentence a caller reads. Everything branches on `code`, never on a message.
 */
type ErrorClass = {
  /** HTTP status of the problem reply. */
  readonly status: number;
  /** Whether a workflow may try the same step again (three attempts, backoff, full jitter). */
  readonly transient: boolean;
  /** Whether the very same job, tried again later, may end better. Where it may not, its source or its wish must change. */
  readonly retryable: boolean;
  /** RFC 9457 `title`: what kind of thing went wrong, the same for every occurrence. */
  readonly title: string;
};

const lasting = (status: number, title: string): ErrorClass => ({ status, transient: false, retryable: false, title });
const passing = (status: number, title: string): ErrorClass => ({ status, transient: true, retryable: true, title });
/** Worth a person's try, when they think the time right, and no workflow's. */
const doubtful = (status: number, title: string): ErrorClass => ({ status, transient: false, retryable: true, title });

export const errorTable = {
  'auth.required': lasting(401, 'sign in first'),
  'auth.expired': lasting(401, 'the sign-in has expired'),
  'auth.forbidden': lasting(403, 'this needs a permission that the caller does not have'),

  'key.not-found': lasting(404, 'there is no such key'),
  'key.expired': lasting(401, 'the API key has expired'),
  'quota.reached': lasting(409, 'there are as many of these as one owner may have'),
  'cookies.not-found': lasting(404, 'there are no such cookies'),
  'cookies.expired': lasting(400, 'none of the cookies is still good'),
  'request.invalid': lasting(400, 'the request is not valid'),
  'request.not-json': lasting(400, 'the body is not JSON'),
  'request.media-type': lasting(415, 'the body must be application/json'),
  'request.too-large': lasting(413, 'the request is too large'),
  'request.rate-limited': passing(429, 'too many requests'),
  'request.foreign': lasting(403, 'this address answers its own pages and programs only'),
  'route.unknown': lasting(404, 'there is no such address'),
  'route.method': lasting(405, 'this address takes other methods'),
  'idempotency.conflict': lasting(422, 'this idempotency key was used with another request'),

  'job.not-found': lasting(404, 'there is no such job'),
  'job.not-retryable': lasting(409, 'only a failed job can be retried'),
  'job.not-finished': lasting(409, 'the job has not finished'),
  'job.canceled': lasting(409, 'the job was canceled'),
  'job.timed-out': lasting(504, 'the job took longer than it may'),
  'upload.not-found': lasting(404, 'there is no such upload'),
  'upload.too-large': lasting(413, 'the file is larger than an upload may be'),
  'upload.incomplete': lasting(409, 'parts of the upload are missing or not of the planned size'),
  'upload.checksum': lasting(422, 'the bytes do not match their checksum'),
  'upload.closed': lasting(409, 'the upload is already completed, aborted or erased'),
  'upload.in-use': lasting(409, 'a job reads the upload'),
  'preset.unknown': lasting(400, 'there is no such preset'),
  'webhook.not-found': lasting(404, 'there is no such webhook endpoint'),
  'delivery.not-found': lasting(404, 'there is no such delivery'),
  'link.not-found': lasting(404, 'this link does not exist or has expired'),
  'artifact.not-found': lasting(404, 'there is no such file'),
  'artifact.frozen': doubtful(409, 'the file is in cold storage and must be restored first'),

  'work.out-of-reach': lasting(403, 'a worker reaches the files of running jobs only'),

  'source.not-found': lasting(422, 'the source does not exist'),
  'source.empty': lasting(422, 'the source has no bytes'),
  'source.not-media': lasting(422, 'the source is not a media file that can be read'),
  'source.truncated': lasting(422, 'the source ends before its end'),
  'source.no-stream': lasting(422, 'the source has nothing of the kind asked for'),
  'source.too-large': lasting(422, 'the source is larger than this work may handle'),
  'source.broken': lasting(422, 'the source cannot be decoded'),
  'source.forbidden': lasting(403, 'this address must not be fetched'),
  'source.unsupported': lasting(422, 'nothing that can be fetched was found at the address'),
  'source.changed': doubtful(502, 'the site answers in a way that is not understood'),
  'source.blocked': doubtful(502, 'the site refuses to answer this machine'),
  'source.sign-in': lasting(422, 'the site wants a sign-in'),
  'source.geo': lasting(422, 'the site does not show this here'),
  'source.private': lasting(422, 'the source is private'),
  'source.gone': lasting(422, 'the source is no longer there'),
  'source.live-not-started': doubtful(409, 'the stream has not begun'),
  'source.drm': lasting(422, 'the source is protected by DRM'),
  'source.rate-limited': passing(503, 'the site asks for a pause'),
  'source.busy': passing(503, 'the site is not to be asked now'),
  'source.unreachable': passing(502, 'the site did not answer'),

  'rendition.impossible': lasting(422, 'the source cannot become what was asked for'),

  'batch.all-failed': doubtful(502, 'no item of the batch came through'),

  'worker.disk-full': passing(507, 'the scratch disk is full'),
  'worker.out-of-memory': passing(500, 'the work ran out of memory'),
  'worker.lost': doubtful(500, 'the work was started three times and never came back'),
  'worker.stalled': doubtful(504, 'the work made no progress'),
  'worker.restarted': passing(500, 'the engine restarted in the middle of the work'),
  'tool.failed': doubtful(500, 'a media tool failed'),
  'workflow.died': doubtful(500, 'the workflow ended without a word'),
  'storage.unavailable': passing(503, 'the object store did not answer'),
  'service.unavailable': passing(503, 'a service that this needs did not answer'),
  internal: doubtful(500, 'something went wrong on our side'),
} as const satisfies Record<string, ErrorClass>;

export type ErrorCode = keyof typeof errorTable;

type Details = {
  /** The offending field as a JSON path of the request, such as `then.preset`. */
  readonly field?: string;
  /** Seconds after which the same request may work. */
  readonly retryAfterSeconds?: number;
  /** Headers that belong to the refusal, such as what is left of a limit. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly cause?: unknown;
};

/** `name` equals `code`, so that Step Functions can match it in Retry and Catch. */
export class EngineError extends Error {
  readonly code: ErrorCode;
  readonly field: string | undefined;
  readonly retryAfterSeconds: number | undefined;
  readonly headers: Readonly<Record<string, string>>;

  constructor(code: ErrorCode, message: string, { field, retryAfterSeconds, headers = {}, cause }: Details = {}) {
    super(message, { cause });
    this.name = code;
    this.code = code;
    this.field = field;
    this.retryAfterSeconds = retryAfterSeconds;
    this.headers = headers;
  }

  get status(): number {
    return errorTable[this.code].status;
  }

  get transient(): boolean {
    return errorTable[this.code].transient;
  }
}

export const isErrorCode = (value: unknown): value is ErrorCode =>
  typeof value === 'string' && Object.hasOwn(errorTable, value);

/** Makes whatever was thrown an `EngineError`; what we did not throw ourselves becomes `internal` and keeps its cause. */
export const asEngineError = (thrown: unknown): EngineError => {
  if (thrown instanceof EngineError) return thrown;
  const code = (thrown as NodeJS.ErrnoException | null)?.code;
  if (code === 'ENOSPC')
    return new EngineError('worker.disk-full', 'no space left in the scratch folder', { cause: thrown });
  return new EngineError('internal', 'an unexpected error', { cause: thrown });
};

/** The codes that a workflow retries, for Step Functions `ErrorEquals`. */
export const transientCodes: readonly ErrorCode[] = Object.entries(errorTable)
  .filter(([, { transient }]) => transient)
  .map(([code]) => code as ErrorCode);

/** Of those, the one that goes by in hours and not in seconds. */
export const leftInPeace = 'source.busy' satisfies ErrorCode;
