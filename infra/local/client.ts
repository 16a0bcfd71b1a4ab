import { open } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';

/** A refusal as the API tells it (RFC 9457). */
export class Refusal extends Error {
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

export type JobView = {
  readonly id: string;
  readonly state: 'queued' | 'running' | 'succeeded' | 'failed' | 'canceled' | 'expired';
  readonly progress: { readonly percent?: number; readonly stage: string };
  readonly error?: { readonly code: string; readonly message: string } | null;
};

export type ArtifactView = {
  readonly name: string;
  readonly kind: string;
  readonly mediaType: string;
  readonly bytes: number;
  readonly sha256?: string;
  readonly url: string;
};

type Upload = {
  readonly id: string;
  readonly partBytes: number;
  readonly parts: readonly SignedPart[];
};

type SignedPart = {
  readonly number: number;
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
};

export type Source = { readonly path: string; readonly name: string; readonly bytes: number };

/** A stack that was killed and is started again needs this long on a slow machine. */
const patienceMs = 180_000;

/**
 * What the command needs of the API, over HTTP like any other client. `token` is asked for again when one has expired:
 * a job may take longer than a sign-in lasts.
 */
export const createClient = (origin: string, token: string | (() => Promise<string>)) => {
  let current: Promise<string> | undefined;
  const signedIn = () => {
    current ??= typeof token === 'string' ? Promise.resolve(token) : token();
    return current;
  };

  const ask = async (method: string, path: string, body?: unknown): Promise<Response> =>
    fetch(origin + path, {
      method,
      headers: {
        authorization: `Bearer ${await signedIn()}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });

  const call = async <T>(method: string, path: string, body?: unknown): Promise<T> => {
    let response = await ask(method, path, body);
    if (response.status === 401 && typeof token !== 'string') {
      current = undefined;
      response = await ask(method, path, body);
    }
    const reply = await response.json().catch(() => null);
    if (response.ok) return reply as T;
    const { code = 'internal', detail, title } = (reply ?? {}) as Record<string, string>;
    throw new Refusal(code, detail ?? title ?? `${method} ${path} was answered with ${response.status}`);
  };

  return {
    /** Uploads the file and asks for the transcode; the job that it became. */
    submit: async (source: Source, preset: string, onBytes: (sent: number) => void): Promise<string> => {
      const upload = await call<Upload>('POST', '/api/v1/uploads', {
        fileName: source.name,
        bytes: source.bytes,
        then: { preset },
      });
      const parts = await sendParts(
        source,
        upload,
        onBytes,
        async (from) =>
          (await call<Pick<Upload, 'parts'>>('GET', `/api/v1/uploads/${upload.id}/parts?from=${from}`)).parts,
      );
      const { job } = await call<{ job: JobView }>('POST', `/api/v1/uploads/${upload.id}/complete`, { parts });
      return job.id;
    },

    /** Follows the job to its end; a service that starts again may be away for a while. */
    follow: async (id: string, onProgress: (job: JobView) => void): Promise<JobView> => {
      for (let answered = Date.now(); ; await sleep(400)) {
        const job = await call<JobView>('GET', `/api/v1/jobs/${id}`).catch((failure: unknown) => {
          const isFinal = failure instanceof Refusal && /^(auth|job)\./.test(failure.code);
          if (isFinal || Date.now() - answered > patienceMs) throw failure;
          return null;
        });
        if (!job) continue;
        answered = Date.now();
        onProgress(job);
        if (job.state !== 'queued' && job.state !== 'running') return job;
      }
    },

    artifacts: async (id: string): Promise<readonly ArtifactView[]> =>
      (await call<{ artifacts: readonly ArtifactView[] }>('GET', `/api/v1/jobs/${id}/artifacts`)).artifacts,
  };
};

export type Client = ReturnType<typeof createClient>;

const sendParts = async (
  { path, bytes }: Source,
  { parts: signed, partBytes }: Upload,
  onBytes: (sent: number) => void,
  sign: (from: number) => Promise<Upload['parts']>,
) => {
  const file = await open(path);
  const known = new Map(signed.map((part) => [part.number, part]));
  const sent: { number: number; etag: string }[] = [];
  try {
    for (let number = 1; (number - 1) * partBytes < bytes; number += 1) {
      if (!known.has(number)) for (const part of await sign(number)) known.set(part.number, part);
      const part = known.get(number);
      if (!part) throw new Refusal('upload.incomplete', `part ${number} was not signed`);
      const from = (number - 1) * partBytes;
      const body = Buffer.alloc(Math.min(partBytes, bytes - from));
      await file.read(body, 0, body.length, from);
      const response = await fetch(part.url, { method: 'PUT', body, headers: { ...part.headers } });
      const etag = response.headers.get('etag');
      if (!response.ok || !etag) throw new Refusal('storage.unavailable', `part ${number}: ${response.status}`);
      sent.push({ number, etag });
      onBytes(from + body.length);
    }
  } finally {
    await file.close();
  }
  return sent;
};
